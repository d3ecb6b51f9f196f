import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import {
	type ChatKind,
	type DefaultMode,
	isAccountOn,
	type Mentioned,
	notifiesOf,
	type PushRules,
	readDefaultMode,
} from '../../store/push-rules.ts';
import { type RuleChange, readWantedRules } from '../../store/rule-changes.ts';
import { useAccount } from '../account/context.ts';
import { Check } from '../controls/Check.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { useTask } from '../controls/task.ts';
import { asRead, useLive } from '../live/live.ts';
import { NotifyChoice } from './NotifyChoice.tsx';
import { NotifyKeywords } from './NotifyKeywords.tsx';

const modes: readonly DefaultMode[] = ['all', 'mentions'];

/** What the account notifies of, on all of its devices. */
export function NotifyRules(): JSX.Element {
	const { db } = useAccount();
	const { value: rules } = useLive(() => readWantedRules(db), [db], asRead);
	const task = useTask();
	const check = (label: string, isOn: boolean | undefined, change: (isOn: boolean) => RuleChange) => (
		<Check
			label={label}
			isOn={isOn ?? false}
			isDisabled={isOn === undefined || task.isBusy}
			onChange={(wanted) => void task.run(async () => void (await ask('notify.changeRules', change(wanted))))}
		/>
	);
	const mentions = (mentioned: Mentioned, label: string) =>
		check(label, rules && notifiesOf(rules, mentioned), (isOn) => ({ about: 'mentions', mentioned, isOn }));
	return (
		<>
			<h3>{i18n.t('hear.everywhere')}</h3>
			<p>{i18n.t('hear.everywhereText')}</p>
			{check(i18n.t('hear.account'), rules && isAccountOn(rules), (isOn) => ({ about: 'account', isOn }))}
			<DefaultChoice chats="direct" rules={rules} />
			<DefaultChoice chats="group" rules={rules} />
			<h4>{i18n.t('hear.mentions')}</h4>
			{mentions('me', i18n.t('hear.mentionsMe'))}
			{mentions('everyone', i18n.t('hear.mentionsEveryone'))}
			<FailureNote error={task.error} />
			<NotifyKeywords rules={rules} />
		</>
	);
}

function DefaultChoice({ chats, rules }: { chats: ChatKind; rules: PushRules | undefined }): JSX.Element {
	return (
		<NotifyChoice
			id={`notify-${chats}`}
			title={i18n.t(`hear.${chats}`)}
			text={i18n.t(`hear.${chats}Text`)}
			choices={modes}
			chosen={rules && readDefaultMode(rules, chats)}
			words={(mode) => i18n.t(`hear.room.${mode}`)}
			choose={(mode) => ask('notify.changeRules', { about: 'chats', chats, mode })}
		/>
	);
}
