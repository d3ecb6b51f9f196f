import type { MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import { DecryptionFailureCode } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { UnreadableReason } from '../store/event-rows.ts';

const reasons: Partial<Record<DecryptionFailureCode, UnreadableReason>> = {
	[DecryptionFailureCode.MEGOLM_UNKNOWN_INBOUND_SESSION_ID]: 'keyMissing',
	[DecryptionFailureCode.OLM_UNKNOWN_MESSAGE_INDEX]: 'keyStartsLater',
	[DecryptionFailureCode.MEGOLM_KEY_WITHHELD]: 'keyWithheld',
	[DecryptionFailureCode.MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE]: 'withheldUnverified',
	[DecryptionFailureCode.HISTORICAL_MESSAGE_NO_KEY_BACKUP]: 'sentBeforeThisDevice',
	[DecryptionFailureCode.HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED]: 'backupLocked',
	[DecryptionFailureCode.HISTORICAL_MESSAGE_WORKING_BACKUP]: 'notInBackup',
	[DecryptionFailureCode.HISTORICAL_MESSAGE_USER_NOT_JOINED]: 'sentBeforeJoining',
	[DecryptionFailureCode.SENDER_IDENTITY_PREVIOUSLY_VERIFIED]: 'senderChanged',
	[DecryptionFailureCode.UNKNOWN_SENDER_DEVICE]: 'senderDeviceUnknown',
	[DecryptionFailureCode.UNSIGNED_SENDER_DEVICE]: 'senderDeviceUnsigned',
};

/**
 * What the crypto module says for each code of `m.room_key.withheld` (client-server API §Reporting that
 * decryption keys are withheld). The SDK passes on its words alone; `unreadable-reason.test.ts` fails when
 * they change.
 */
export const withheldWords = [
	['The sender has blocked you.', 'withheldBlocked'],
	['You are not authorised to read the message.', 'withheldUnauthorised'],
	['The sender disabled sharing encrypted history.', 'withheldHistory'],
	['Unable to establish a secure channel.', 'withheldNoChannel'],
] as const satisfies [string, UnreadableReason][];

/** Why an event could not be decrypted, right after the attempt. */
export async function unreadableReason(client: MatrixClient, event: MatrixEvent): Promise<UnreadableReason> {
	const code = event.decryptionFailureReason;
	const reason = (code && reasons[code]) ?? 'corrupt';
	if (reason === 'keyWithheld') return withheldReason(event);
	// Right after the backup was unlocked the SDK still asks the homeserver for it: the key is looked for.
	return reason === 'backupLocked' && (await hasBackupKey(client)) ? 'notInBackup' : reason;
}

function withheldReason(event: MatrixEvent): UnreadableReason {
	const said = String(event.getContent().body);
	return withheldWords.find(([words]) => said.includes(words))?.[1] ?? 'keyWithheld';
}

async function hasBackupKey(client: MatrixClient): Promise<boolean> {
	return Boolean(await client.getCrypto()?.getSessionBackupPrivateKey());
}
