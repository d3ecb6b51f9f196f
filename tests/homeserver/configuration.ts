import { join } from 'node:path';
import type { Certificate } from './certificate.ts';

/** What distinguishes one private server from another. */
export interface ServerPlace {
	/** The Matrix server name: `localhost:<federation port>`. */
	name: string;
	clientPort: number;
	federationPort: number;
	dataDir: string;
	/** Proves the right to register accounts through the admin API. */
	registrationSecret: string;
}

const unlimited = { per_second: 100_000, burst_count: 100_000 };

// Synapse has no switch for all of these together.
const noRateLimits = {
	rc_message: unlimited,
	rc_registration: unlimited,
	rc_registration_token_validity: unlimited,
	rc_login: { address: unlimited, account: unlimited, failed_attempts: unlimited },
	rc_admin_redaction: unlimited,
	rc_joins: { local: unlimited, remote: unlimited },
	rc_joins_per_room: unlimited,
	rc_key_requests: unlimited,
	rc_3pid_validation: unlimited,
	rc_invites: { per_room: unlimited, per_user: unlimited, per_issuer: unlimited },
	rc_third_party_invite: unlimited,
	rc_media_create: unlimited,
	rc_presence: { per_user: unlimited },
	rc_delayed_event_mgmt: unlimited,
	rc_room_creation: unlimited,
	rc_reports: unlimited,
	rc_user_directory: unlimited,
	rc_profile: unlimited,
	rc_federation: {
		window_size: 1000,
		sleep_limit: 100_000,
		sleep_delay: 1,
		reject_limit: 100_000,
		concurrent: 100,
	},
	remote_media_download_per_second: '1G',
	remote_media_download_burst_count: '10G',
};

/**
 * Synapse's configuration for a private server on loopback that federates with others like it.
 * It is written as JSON, which is YAML.
 */
export function configuration(place: ServerPlace, { certificatePath, keyPath }: Certificate): object {
	return {
		server_name: place.name,
		// Serves /.well-known/matrix/client, so that `localhost:<federation port>` is found as a real server is.
		public_baseurl: `http://localhost:${place.clientPort}/`,
		listeners: [
			{
				port: place.clientPort,
				bind_addresses: ['127.0.0.1'],
				type: 'http',
				tls: false,
				resources: [{ names: ['client'] }],
			},
			{
				port: place.federationPort,
				bind_addresses: ['127.0.0.1'],
				type: 'http',
				tls: true,
				resources: [{ names: ['client', 'media', 'federation'] }],
			},
		],
		tls_certificate_path: certificatePath,
		tls_private_key_path: keyPath,
		signing_key_path: join(place.dataDir, 'signing.key'),
		media_store_path: join(place.dataDir, 'media_store'),
		pid_file: join(place.dataDir, 'homeserver.pid'),
		log_config: join(place.dataDir, 'log.json'),
		database: { name: 'sqlite3', args: { database: join(place.dataDir, 'homeserver.db') } },

		federation_verify_certificates: false,
		ip_range_blacklist: [],
		federation_ip_range_blacklist: [],
		trusted_key_servers: [],
		suppress_key_server_warning: true,
		// A server that was stopped or paused is talked to again within seconds.
		federation: {
			destination_min_retry_interval: '1s',
			destination_retry_multiplier: 1,
			destination_max_retry_interval: '2s',
		},

		registration_shared_secret: place.registrationSecret,
		enable_registration: true,
		enable_registration_without_verification: true,
		bcrypt_rounds: 4,
		user_directory: { enabled: true, search_all_users: true },
		allow_public_rooms_over_federation: true,
		report_stats: false,
		max_upload_size: '50M',
		max_event_delay_duration: '24h',
		experimental_features: { msc3814_enabled: true, msc4222_enabled: true },
		...noRateLimits,
	};
}

/** Python's logging for Synapse: warnings and worse, into `homeserver.log` of the data directory. */
export function logging(dataDir: string): object {
	return {
		version: 1,
		formatters: { line: { format: '%(asctime)s %(levelname)s %(name)s %(message)s' } },
		handlers: {
			file: { class: 'logging.FileHandler', filename: join(dataDir, 'homeserver.log'), formatter: 'line' },
		},
		root: { level: 'WARNING', handlers: ['file'] },
		disable_existing_loggers: false,
	};
}
