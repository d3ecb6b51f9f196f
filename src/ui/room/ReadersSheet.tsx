import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { Reader } from '../../rpc/contract.ts';
import type { AccountDatabase } from '../../store/database.ts';
import { readRoomExclusion } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { cleanName } from '../person/clean-name.ts';
import { bridgeNames } from './bridges.ts';
import { InviteSomeone } from './InviteSomeone.tsx';
import { RoomExclusion } from './RoomExclusion.tsx';

interface Props {
	roomId: string;
	onClose: () => void;
}

/** Who can read what is written in an encrypted chat: how many devices of whom. */
export function ReadersSheet({ roomId, onClose }: Props): JSX.Element {
	const { db } = useAccount();
	const readers = useSignal<Reader[] | undefined>(undefined);
	const task = useTask();
	const { value: people } = useLive(() => countPeople(db, roomId), [db, roomId], asRead);
	const newest = useRef(people);
	newest.current = people;
	const load = (): void => {
		void task.run(async () => {
			let asked: string | undefined;
			do {
				asked = newest.current;
				readers.value = await ask('trust.readers', { roomId });
			} while (asked !== newest.current);
		});
	};
	useEffect(load, [roomId, people]);
	const { value: bridges } = useLive(() => bridgeNames(db, roomId), [db, roomId], asRead);
	const { value: exclusion } = useLive(() => readRoomExclusion(db, roomId), [db, roomId], asRead);
	return (
		<Dialog title={i18n.t('trust.readers.title')} kind="sheet" onClose={onClose}>
			<div class="readers">
				<p>{i18n.t('trust.readers.text')}</p>
				{bridges?.map((name) => (
					<p key={name} dir="auto">
						{i18n.t('trust.readers.bridge', { name })}
					</p>
				))}
				<RoomExclusion roomId={roomId} bridges={bridges ?? []} exclusion={exclusion} />
				<InviteSomeone roomId={roomId} />
				{!readers.value && task.isBusy && <Spinner label={i18n.t('common.loading')} />}
				<FailureNote error={task.error} />
				{task.error !== undefined && (
					<button type="button" class="button" onClick={load}>
						{i18n.t('common.retry')}
					</button>
				)}
				<ul aria-label={i18n.t('trust.readers.list')}>
					{readers.value?.map((reader) => (
						<ReaderLine key={reader.userId} reader={reader} isLeftOut={exclusion?.isOn ?? false} />
					))}
				</ul>
			</div>
		</Dialog>
	);
}

/** Changes when somebody comes, goes or is invited. */
async function countPeople(db: AccountDatabase, roomId: string): Promise<string> {
	const room = await db.rooms.get(roomId);
	return `${room?.joinedCount} ${room?.invitedCount}`;
}

function ReaderLine({ reader, isLeftOut }: { reader: Reader; isLeftOut: boolean }): JSX.Element {
	const { userId, name, devices, unconfirmed, isConfirmed } = reader;
	return (
		<li class="reader">
			<bdi class="reader-name" title={userId}>
				{cleanName(name, userId)}
			</bdi>
			<span class="reader-facts">
				{isConfirmed && <span>{i18n.t('trust.readers.confirmed')}</span>}
				<span>
					{devices === 0 ? i18n.t('trust.readers.noDevice') : i18n.t('trust.readers.devices', devices)}
				</span>
				{unconfirmed > 0 && <span class="reader-warning">{unconfirmedWords(reader, isLeftOut)}</span>}
			</span>
		</li>
	);
}

/** How many of somebody's devices are not confirmed, or that these get nothing. */
function unconfirmedWords({ devices, unconfirmed }: Reader, isLeftOut: boolean): string {
	if (!isLeftOut) return i18n.t('trust.readers.unconfirmed', unconfirmed);
	return unconfirmed === devices ? i18n.t('trust.only.nothing') : i18n.t('trust.only.leftOut', unconfirmed);
}
