import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { failureText } from '../words/failure-text.ts';

/** What went wrong, spoken at once; the technical text folded away below. */
export function FailureNote({ error }: { error: unknown }): JSX.Element | null {
	if (error === undefined) return null;
	const { text, technical } = failureText(error);
	return (
		<div class="failure" role="alert">
			<p>{text}</p>
			{technical && (
				<details>
					<summary>{i18n.t('common.details')}</summary>
					<code>{technical}</code>
				</details>
			)}
		</div>
	);
}
