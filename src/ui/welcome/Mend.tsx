import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { KeyTrouble } from '../../store/account-rows.ts';
import { troubleWords } from '../words/key-trouble.ts';
import { ChangeKeyForm } from './ChangeKey.tsx';
import { RecoverForm } from './RecoverForm.tsx';

/** Says what is out of step among the account's keys, and does the one thing that mends it. */
export function Mend({ trouble }: { trouble: KeyTrouble }): JSX.Element {
	return (
		<section class="form">
			<h1>{i18n.t('recovery.mendTitle')}</h1>
			<p class="lead">{troubleWords(trouble).text}</p>
			{trouble === 'noRecoveryKey' ? (
				<ChangeKeyForm action={troubleWords(trouble).action} />
			) : (
				<RecoverForm replacesBackup={trouble === 'backupNotOurs'} />
			)}
		</section>
	);
}
