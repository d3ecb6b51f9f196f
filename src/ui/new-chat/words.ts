import { i18n } from '#i18n';
import type { UserIdProblem } from './user-id.ts';

export function problemText(problem: UserIdProblem | undefined): string | undefined {
	if (problem === 'bad') return i18n.t('newChat.badUserId');
	return problem && i18n.t('newChat.self');
}
