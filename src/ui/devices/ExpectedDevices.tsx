import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { OwnDevice } from '../../rpc/contract.ts';
import type { DeviceRow } from '../../store/account-rows.ts';
import { useAccount } from '../account/context.ts';
import { Awaited } from '../controls/Awaited.tsx';
import { useNow } from '../time/now.ts';
import { DeviceLine } from './DeviceLine.tsx';

/** Keeps the room of the devices that were known when they were last looked at. */
export function ExpectedDevices({ known }: { known: DeviceRow[] }): JSX.Element {
	const { deviceId: thisId } = useAccount().session.value;
	const lastSeen = useNow();
	return (
		<Awaited label={i18n.t('devices.loading')}>
			<ul class="devices">
				{known.map(({ deviceId, name, isConfirmed }) => {
					const isThis = deviceId === thisId;
					const trust = isConfirmed ? 'confirmed' : 'unconfirmed';
					const device: OwnDevice = { deviceId, ...(name && { name }), lastSeen, isThis, trust };
					return (
						<DeviceLine
							key={deviceId}
							device={device}
							isChosen={false}
							onChoose={isThis ? undefined : () => {}}
							onRenamed={() => {}}
						/>
					);
				})}
			</ul>
			{known.length === 1 && <p class="hint">{i18n.t('devices.onlyThis')}</p>}
		</Awaited>
	);
}
