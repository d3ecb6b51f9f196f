import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { RoomExclusion as Exclusion } from '../../store/settings.ts';
import { useAccount } from '../account/context.ts';
import { Check } from '../controls/Check.tsx';
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
			<Check
				label={i18n.t('trust.only.label')}
				isOn={isOn}
				isDisabled={isEverywhere || task.isBusy || (!isConfirmed && !isOn)}
				describedBy="room-exclusion"
				onChange={(isWanted) => void task.run(() => ask('trust.excludeInRoom', { roomId, isOn: isWanted }))}
			/>
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
