import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { OwnDevice } from '../../rpc/contract.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { cleanName } from '../person/clean-name.ts';
import { agoTime } from '../time/ago.ts';
import { useNow } from '../time/now.ts';
import { fullTime } from '../time/short-time.ts';
import { beginVerification } from '../verification/open.ts';
import { locale } from '../words/language.ts';
import { RenameForm } from './RenameForm.tsx';

interface Props {
	device: OwnDevice;
	isChosen: boolean;
	/** Absent for a device that cannot be signed out from here. */
	onChoose: ((isChosen: boolean) => void) | undefined;
	onRenamed: () => void;
}

/** One device: its name, when it was last seen, and whether it is confirmed; if it is not, it can be here. */
export function DeviceLine({ device, isChosen, onChoose, onRenamed }: Props): JSX.Element {
	const { deviceId, lastSeen, isThis, trust } = device;
	const { identity } = useAccount().session.value;
	const isRenaming = useSignal(false);
	const task = useTask();
	const now = useNow();
	const name = cleanName(device.name, deviceId);
	// Only a device that is confirmed itself can vouch for another one.
	const canConfirm = trust === 'unconfirmed' && !isThis && (identity === 'ready' || identity === 'unsaved');
	return (
		<li class="device">
			{onChoose && (
				<input
					type="checkbox"
					aria-label={i18n.t('devices.choose', { name })}
					checked={isChosen}
					onChange={(event) => onChoose(event.currentTarget.checked)}
				/>
			)}
			<div class="device-facts">
				<bdi class="device-name" title={deviceId}>
					{name}
				</bdi>
				<p class="hint">
					{isThis && <span>{i18n.t('devices.this')}</span>}
					<span class={`device-trust ${trust}`}>{i18n.t(`devices.${trust}`)}</span>
					{!isThis && (
						<span title={lastSeen === undefined ? undefined : fullTime(lastSeen, locale)}>
							{lastSeen === undefined
								? i18n.t('devices.neverSeen')
								: i18n.t('devices.lastSeen', { time: agoTime(lastSeen, now, locale) })}
						</span>
					)}
				</p>
				<FailureNote error={task.error} />
				{isRenaming.value && (
					<RenameForm
						deviceId={deviceId}
						name={name}
						onClose={(hasChanged) => {
							isRenaming.value = false;
							if (hasChanged) onRenamed();
						}}
					/>
				)}
			</div>
			{!isRenaming.value && (
				<div class="device-actions">
					{canConfirm && (
						<button
							type="button"
							class="button small"
							disabled={task.isBusy}
							aria-label={i18n.t('devices.confirmOf', { name })}
							onClick={() => void task.run(() => beginVerification({ deviceId }))}
						>
							{i18n.t('devices.confirm')}
						</button>
					)}
					<button
						type="button"
						class="button small"
						aria-label={i18n.t('devices.renameOf', { name })}
						onClick={() => {
							isRenaming.value = true;
						}}
					>
						{i18n.t('devices.rename')}
					</button>
				</div>
			)}
		</li>
	);
}
