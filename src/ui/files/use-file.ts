import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { shownType } from '../../attachment/kinds.ts';
import type { AttachedFile, RemoteFile } from '../../attachment/read-file.ts';
import { Failure, type FailureCode } from '../../failure.ts';
import { log } from '../../log.ts';
import { ask } from '../../rpc/ask.ts';
import { fileMediaId } from '../../store/media.ts';
import type { FileKey } from '../../store/upload-rows.ts';
import type { Account } from '../account/account.ts';
import { useAccount } from '../account/context.ts';
import { follow } from '../live/live.ts';

const lostMs = 10 * 60_000;
const askAgainMs = 15_000;

/** A file of a message in this window, as far as it is here. */
export type FileState =
	| { kind: 'away' }
	/** `received` is in bytes. */
	| { kind: 'coming'; received: number }
	| { kind: 'failed'; code: FailureCode }
	/** Decrypted, whole, and what was sent; `address` is a `blob:` address of it. */
	| { kind: 'here'; blob: Blob; address: string };

export interface UsedFile {
	state: FileState;
	/** Tries once more. */
	retry: () => void;
	/** Lets go of what was decrypted; it is decrypted anew when it is wanted again. */
	release: () => void;
}

interface Resting {
	blob: Blob;
	fileKey: FileKey | undefined;
}

/**
 * Gives a file of a message, once it `isWanted`: decrypted and compared with its hash, under a type that runs
 * nothing. The background fetches what is not in the store.
 * @param transactionId the message's, for a file that is yet to be uploaded
 */
export function useFile(
	file: RemoteFile | AttachedFile | undefined,
	isWanted: boolean,
	transactionId: string,
): UsedFile {
	const account = useAccount();
	const state = useSignal<FileState>({ kind: 'away' });
	const round = useSignal(0);
	const address = useRef<string | undefined>(undefined);
	useEffect(() => () => URL.revokeObjectURL(address.current ?? ''), []);
	useEffect(() => {
		if (!file || !isWanted) return;
		let [isAsked, isOpened, isOver] = [false, false, false];
		const fail = (error: unknown): void => {
			const isKnown = error instanceof Failure;
			if (!isKnown) log.error('a file could not be shown', error);
			if (!isOver) state.value = { kind: 'failed', code: isKnown ? error.code : 'unknown' };
		};
		const open = async ({ blob, fileKey = file.fileKey }: Resting): Promise<void> => {
			if (!fileKey) throw new Failure('attachDamaged');
			const { decryptBlob } = await import('../../attachment/cipher.ts');
			const plain = await decryptBlob(blob, fileKey, shownType(file.type));
			if (isOver) return;
			URL.revokeObjectURL(address.current ?? '');
			address.current = URL.createObjectURL(plain);
			state.value = { kind: 'here', blob: plain, address: address.current };
		};
		const want = (): void => {
			isAsked = true;
			ask('media.fetch', { url: file.url, isEncrypted: file.fileKey !== undefined }).catch(fail);
		};
		// Whoever fetches may have been killed over it.
		const again = setInterval(() => {
			if (state.peek().kind === 'coming') want();
		}, askAgainMs);
		const unfollow = follow(
			() => readRow(account, file.url, transactionId),
			async (row) => ({ row, resting: row?.blob && (await resting(account, row.blob, row)) }),
			({ value, isFailed }) => {
				if (isFailed || !value || isOpened) return;
				if (value.resting) {
					isOpened = true;
					open(value.resting).catch(fail);
				} else if (!isAsked && round.peek() === 0 && isLost(value.row)) {
					fail(new Failure('attachMissing'));
				} else if (!isAsked && file.url.startsWith('mxc:')) {
					if (state.value.kind !== 'here') state.value = { kind: 'coming', received: 0 };
					want();
				} else if (value.row?.state === 'failed') fail(new Failure(value.row.failure ?? 'unknown'));
				else if (value.row?.received) state.value = { kind: 'coming', received: value.row.received };
			},
		);
		return () => {
			isOver = true;
			clearInterval(again);
			unfollow();
		};
	}, [account, file?.url, isWanted, round.value]);
	return {
		state: state.value,
		retry: () => {
			round.value += 1;
		},
		release: () => {
			URL.revokeObjectURL(address.current ?? '');
			address.current = undefined;
			state.value = { kind: 'away' };
		},
	};
}

/** It was not there a little while ago: nobody asks for it each time it comes into view. */
function isLost(row: FileRow | undefined): boolean {
	return row?.failure === 'attachMissing' && Date.now() - (row.time ?? 0) < lostMs;
}

interface FileRow {
	blob?: Blob | undefined;
	fileKey?: Parameters<Account['unsealer']['open']>[0];
	state?: string;
	failure?: FailureCode;
	received?: number;
	/** ms since the epoch. */
	time?: number;
}

async function readRow({ db }: Account, url: string, transactionId: string): Promise<FileRow | undefined> {
	const part = /^upload:(.+)$/.exec(url)?.[1];
	if (part !== undefined) return await db.uploadBytes.get([transactionId, part]);
	return await db.media.get(fileMediaId(url));
}

async function resting(account: Account, blob: Blob, { fileKey }: FileRow): Promise<Resting> {
	return { blob, fileKey: fileKey && ((await account.unsealer.open(fileKey)) as FileKey | undefined) };
}
