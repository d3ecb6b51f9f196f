import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { ask } from '../../rpc/ask.ts';
import { UserIdForm } from './UserIdForm.tsx';

/** A chat with one person, by user id. */
export function DirectForm({ onOpen }: { onOpen: (roomId: string) => void }): JSX.Element {
	const create = async (userId: string): Promise<void> =>
		onOpen((await ask('room.createDirect', { userId })).roomId);
	return <UserIdForm action={i18n.t('newChat.start')} work={create} />;
}
