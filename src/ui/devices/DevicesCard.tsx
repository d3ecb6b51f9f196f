import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import type { OwnDevices } from '../../rpc/contract.ts';
import { useAccount } from '../account/context.ts';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { DeviceLine } from './DeviceLine.tsx';
import { ExpectedDevices } from './ExpectedDevices.tsx';
import { SignOutDevicesDialog } from './SignOutDevicesDialog.tsx';

/** The account's devices: which there are, their names, and signing them out. */
export function DevicesCard(): JSX.Element {
	const { db, session } = useAccount();
	const list = useSignal<OwnDevices | undefined>(undefined);
	const chosen = useSignal<readonly string[]>([]);
	const isLeaving = useSignal(false);
	const task = useTask();
	const card = useRef<HTMLElement>(null);
	const load = (): void => {
		void task.run(async () => {
			list.value = await ask('devices.list');
		});
	};
	// Asks again when the background hears of devices that are other ones, or confirmed now.
	const { value: known } = useLive(() => db.devices.toArray(), [db], asRead);
	useEffect(load, [known, session.value.identity]);
	// The list comes after the page, which has not found its place until then.
	useEffect(() => {
		if (list.value && location.hash === '#devices') card.current?.scrollIntoView();
	}, [list.value === undefined]);

	const devices = list.value?.devices ?? [];
	const leaving = devices.filter(({ deviceId }) => chosen.value.includes(deviceId));
	const choose = (deviceId: string, isChosen: boolean): void => {
		const others = chosen.value.filter((id) => id !== deviceId);
		chosen.value = isChosen ? [...others, deviceId] : others;
	};
	return (
		<section class="card" id="devices" ref={card} aria-labelledby="devices-title">
			<h2 id="devices-title">{i18n.t('devices.title')}</h2>
			<p>{i18n.t('devices.text')}</p>
			{!list.value && task.error === undefined && <ExpectedDevices known={known ?? []} />}
			<FailureNote error={task.error} />
			{task.error !== undefined && (
				<button type="button" class="button" onClick={load}>
					{i18n.t('common.retry')}
				</button>
			)}
			{list.value && (
				<ul class="devices" aria-label={i18n.t('devices.list')}>
					{devices.map((device) => (
						<DeviceLine
							key={device.deviceId}
							device={device}
							isChosen={chosen.value.includes(device.deviceId)}
							onChoose={
								list.value?.accountPage || device.isThis
									? undefined
									: (isChosen) => choose(device.deviceId, isChosen)
							}
							onRenamed={load}
						/>
					))}
				</ul>
			)}
			{devices.length === 1 && <p class="hint">{i18n.t('devices.onlyThis')}</p>}
			{list.value?.accountPage && (
				<p>
					{i18n.t('devices.elsewhere')}{' '}
					<a href={list.value.accountPage} target="_blank" rel="noopener">
						{i18n.t('devices.openPage')}
					</a>
				</p>
			)}
			{leaving.length > 0 && (
				<button
					type="button"
					class="button danger"
					onClick={() => {
						isLeaving.value = true;
					}}
				>
					{i18n.t('devices.signOut', leaving.length)}
				</button>
			)}
			{isLeaving.value && (
				<SignOutDevicesDialog
					devices={leaving}
					onClose={() => {
						isLeaving.value = false;
					}}
					onDone={() => {
						isLeaving.value = false;
						chosen.value = [];
						load();
					}}
				/>
			)}
		</section>
	);
}
