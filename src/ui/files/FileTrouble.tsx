import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { FailureCode } from '../../failure.ts';
import { codeText } from '../words/failure-text.ts';

/** No second try makes these better. */
const final = new Set<FailureCode>(['attachDamaged', 'attachTooLargeHere']);

/** Why a file is not shown, and the way to try again. */
export function FileTrouble({ code, onRetry }: { code: FailureCode; onRetry: () => void }): JSX.Element {
	return (
		<div class="file-trouble">
			<p role="alert">{codeText(code)}</p>
			{!final.has(code) && (
				<button type="button" class="button small" onClick={onRetry}>
					{i18n.t('common.retry')}
				</button>
			)}
		</div>
	);
}
