import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { RoomExclusion as Exclusion } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';

interface Props {
	roomId: string;
	/** Networks that the chat is bridged to, by name. */
	bridges: string[];
	/** Absent until it is read. */
	exclusion: Exclusion | undefined;
}

/** Whether what is sent to this chat goes only to devices that their owners have confirmed. */
export function RoomExclusion({ roomId, bridges, exclusion }: Props): JSX.Element | null {
	const { identity } = useAccount().session.value;
	const isConfirmed = identity === 'ready' || identity === 'unsaved';
	const task = useTask();
	if (!exclusion) return null;
	const { isOn, isEverywhere } = exclusion;
	return (
		<div class="room-exclusion">
			<label class="check">
				<input
					type="checkbox"
					checked={isOn}
					disabled={isEverywhere || task.isBusy || (!isConfirmed && !isOn)}
					aria-describedby="room-exclusion"
					onChange={(event) => {
						const isWanted = event.currentTarget.checked;
						void task.run(() => ask('trust.excludeInRoom', { roomId, isOn: isWanted }));
					}}
				/>
				<span>{i18n.t('trust.only.label')}</span>
			</label>
			<p id="room-exclusion" class="hint">
				{i18n.t(isEverywhere ? 'trust.only.everywhere' : 'trust.only.text')}
			</p>
			{!isConfirmed && <p class="hint">{i18n.t('trust.only.locked')}</p>}
			{isOn &&
				bridges.map((name) => (
					<p key={name} dir="auto">
						{i18n.t('trust.only.bridge', { name })}
					</p>
				))}
			<FailureNote error={task.error} />
		</div>
	);
}
