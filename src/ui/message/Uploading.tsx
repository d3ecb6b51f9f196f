import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { previewPart } from '../../attachment/addresses.ts';
import { discardOutgoing } from '../../store/outbox.ts';
import { useAccount } from '../account/context.ts';
import { asRead, useLive } from '../live/live.ts';

/** How far the upload of an own message's files is, and the way to take the message back until it leaves. */
export function Uploading({
	transactionId,
	sequence,
}: {
	transactionId: string;
	sequence: number;
}): JSX.Element | null {
	const { db } = useAccount();
	const { value: rows } = useLive(
		async () =>
			(await db.uploads.where({ transactionId }).toArray()).filter(({ part }) => part !== previewPart),
		[db, transactionId],
		asRead,
	);
	if (!rows || rows.length === 0) return null;
	const sent = rows.reduce((sum, row) => sum + row.sent, 0);
	const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
	return (
		<div class="uploading">
			{/* Not every browser tells how far it is. */}
			<progress
				aria-label={i18n.t('attach.uploading')}
				max={Math.max(1, bytes)}
				{...(sent > 0 && { value: sent })}
			/>
			<button type="button" class="button small" onClick={() => void discardOutgoing(db, sequence)}>
				{i18n.t('common.cancel')}
			</button>
		</div>
	);
}
