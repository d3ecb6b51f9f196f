import { useSignal } from '@preact/signals';
import type { ComponentType, JSX, RefObject } from 'preact';
import { i18n } from '#i18n';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { RecoverForm } from './RecoverForm.tsx';
import { ResetForm } from './ResetForm.tsx';

type Way = 'device' | 'key' | 'reset';

interface Props {
	/** What another device of the account can do. */
	AnotherDevice: ComponentType;
	/** The way that was asked for. */
	first: 'key' | 'reset';
	password: RefObject<string | undefined>;
	onPostpone: () => Promise<void>;
}

/** Confirms this device: the ways to do it side by side, now or later. */
export function Recover({ AnotherDevice, first, password, onPostpone }: Props): JSX.Element {
	const way = useSignal<Way>(first);
	const task = useTask();
	return (
		<section class="form">
			<h1 id="recover">{i18n.t('welcome.recoverTitle')}</h1>
			<div class="ways" role="radiogroup" aria-labelledby="recover">
				{(['device', 'key', 'reset'] as const).map((one) => (
					<label key={one}>
						<input
							type="radio"
							name="way"
							checked={way.value === one}
							onChange={() => {
								way.value = one;
							}}
						/>
						<span>{words[one]()}</span>
					</label>
				))}
			</div>
			{way.value === 'device' && <AnotherDevice />}
			{way.value === 'key' && (
				<>
					<p class="lead">{i18n.t('welcome.recoverText')}</p>
					<RecoverForm />
				</>
			)}
			{way.value === 'reset' && <ResetForm password={password} />}
			<hr />
			<p class="hint">{i18n.t('welcome.notNowText')}</p>
			<FailureNote error={task.error} />
			<button type="button" class="button" disabled={task.isBusy} onClick={() => void task.run(onPostpone)}>
				{i18n.t('welcome.notNow')}
			</button>
		</section>
	);
}

const words: Record<Way, () => string> = {
	device: () => i18n.t('recovery.byDevice'),
	key: () => i18n.t('recovery.byKey'),
	reset: () => i18n.t('recovery.byReset'),
};
