import { Dexie, type EntityTable, type Table } from 'dexie';
import type {
	AccountDataRow,
	DeviceRow,
	IdentityChangeRow,
	KeyFileRow,
	KeyWorkRow,
	MediaRow,
	PositionRow,
	ReserveRow,
	RestoreRow,
	SessionRow,
	SettingsRow,
	StatusRow,
	ViewRow,
} from './account-rows.ts';
import { databaseName } from './database-name.ts';
import type { EventRow, GapRow, RelationRow, TimelineRow } from './event-rows.ts';
import { addIndexes } from './migrations.ts';
import type { DraftRow, OutboxRow } from './outbox-rows.ts';
import { deriveRoomIndexes } from './room-indexes.ts';
import type { InvitationRow, MarkerRow, ReceiptRow, RoomRow, StateRow } from './room-rows.ts';
import type { RuleChangeRow } from './rule-changes.ts';
import { copyWrites, SafeCopy } from './safe-copy.ts';
import type { ShareTargetRow } from './target-rows.ts';
import type { UploadBytesRow, UploadRow } from './upload-rows.ts';
import type { VaultRow } from './vault-rows.ts';
import type { VerificationRow } from './verification-row.ts';

/**
 * Everything one account keeps, except its keys for encryption, which are in the crypto store.
 * Sealed columns are read with the cache key (`vault.ts`).
 */
export class AccountDatabase extends Dexie {
	declare vault: Table<VaultRow, 'vault'>;
	declare session: EntityTable<SessionRow, 'id'>;
	declare position: EntityTable<PositionRow, 'id'>;
	declare status: EntityTable<StatusRow, 'id'>;
	declare reserve: EntityTable<ReserveRow, 'id'>;
	declare settings: EntityTable<SettingsRow, 'id'>;
	declare rooms: EntityTable<RoomRow, 'roomId'>;
	declare state: Table<StateRow, [string, string, string]>;
	declare events: Table<TimelineRow, [string, number]>;
	/** Rooms with rows of the first schema, which were not looked through for links yet. */
	declare unlinked: EntityTable<{ roomId: string }, 'roomId'>;
	declare relations: EntityTable<RelationRow, 'eventId'>;
	declare outbox: EntityTable<OutboxRow, 'sequence'>;
	declare uploads: Table<UploadRow, [string, string]>;
	declare uploadBytes: Table<UploadBytesRow, [string, string]>;
	declare drafts: EntityTable<DraftRow, 'id'>;
	declare views: EntityTable<ViewRow, 'id'>;
	declare accountData: EntityTable<AccountDataRow, 'type'>;
	declare ownReceipts: Table<ReceiptRow, [string, string]>;
	declare markers: Table<MarkerRow, [string, string]>;
	declare invitations: Table<InvitationRow, [string, string]>;
	declare ruleChanges: EntityTable<RuleChangeRow, 'id'>;
	declare keyFiles: EntityTable<KeyFileRow, 'id'>;
	declare devices: EntityTable<DeviceRow, 'deviceId'>;
	declare keyWork: EntityTable<KeyWorkRow, 'id'>;
	declare restore: EntityTable<RestoreRow, 'id'>;
	declare identityChanges: EntityTable<IdentityChangeRow, 'userId'>;
	declare media: EntityTable<MediaRow, 'url'>;
	declare verifications: EntityTable<VerificationRow, 'id'>;
	declare shareTargets: Table<ShareTargetRow, [string, string]>;
	/** What no homeserver could give back, a second time. */
	readonly safeCopy: SafeCopy;
	readonly userId: string;

	constructor(userId: string) {
		super(databaseName(userId));
		this.userId = userId;
		this.safeCopy = new SafeCopy(userId);
		this.version(1).stores({
			vault: 'id',
			session: 'id',
			position: 'id',
			status: 'id',
			rooms: 'roomId, activity',
			state: '[roomId+type+stateKey]',
			events: '[roomId+order], [roomId+eventId], sessionId',
			relations: 'eventId, [roomId+targetId], sessionId',
			outbox: '++sequence, roomId, transactionId, state',
			drafts: 'id',
			views: 'id',
			accountData: 'type',
			receipts: '[roomId+userId]',
			media: 'url, state',
		});
		this.version(2)
			.stores({
				reserve: 'id',
				settings: 'id',
				rooms: 'roomId, activity, [shelf+activity], attention, behind, directUserId, mode',
				events:
					'[roomId+order], [roomId+eventId], sessionId, [roomId+threadId], [roomId+notifies+order], [roomId+highlights+order], [roomId+prevBatch], *pages',
				unlinked: 'roomId',
				relations: 'eventId, [roomId+targetId], sessionId, [roomId+order]',
				receipts: null,
				ownReceipts: '[roomId+threadId]',
				markers: '[roomId+type]',
				invitations: '[roomId+userId]',
				uploads: '[transactionId+part], transactionId',
				uploadBytes: '[transactionId+part], transactionId',
				ruleChanges: 'id',
				keyFiles: 'id',
				devices: 'deviceId, isNew',
				keyWork: 'id',
				restore: 'id',
				identityChanges: 'userId, kind',
				media: 'url, [time+bytes]',
				verifications: 'id',
				shareTargets: '[site+roomId], time',
			})
			.upgrade(addIndexes);
		deriveRoomIndexes(this.rooms);
		this.use(copyWrites(this, this.safeCopy));
	}

	override close(options?: { disableAutoOpen: boolean }): void {
		this.safeCopy.close(options);
		super.close(options);
	}
}

export function isGap(row: TimelineRow): row is GapRow {
	return row.kind === 'gap';
}

export function isEvent(row: TimelineRow): row is EventRow {
	return row.kind === 'event';
}
