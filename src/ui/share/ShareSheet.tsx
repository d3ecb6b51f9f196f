import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Capture } from '../../share/capture.ts';
import type { TextDraft } from '../../share/text-draft.ts';
import { useAccount } from '../account/context.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { FailureNote } from '../controls/FailureNote.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { ShareDone } from './ShareDone.tsx';
import { ShareForm } from './ShareForm.tsx';
import type { SentShare } from './send-share.ts';
import { readSharedPage } from './shared-page.ts';

interface Props {
	/** A captured page that waits in the store; null for the current tab. */
	draftId: string | null;
	/** The chat to share to unless another is picked. */
	roomId: string | null;
	onClose: () => void;
}

type Step =
	| { kind: 'reading' }
	| { kind: 'unreadable'; error: unknown }
	| { kind: 'expired' }
	| { kind: 'choosing'; share: Capture | TextDraft }
	| { kind: 'done'; names: string[]; sent: SentShare };

/** Shares a page: its card as it will be sent, a comment, and the room. */
export function ShareSheet({ draftId, roomId, onClose }: Props): JSX.Element {
	const account = useAccount();
	const step = useSignal<Step>({ kind: 'reading' });
	useEffect(() => {
		readSharedPage(account, draftId).then(
			(share) => {
				step.value = share ? { kind: 'choosing', share } : { kind: 'expired' };
			},
			(error: unknown) => {
				step.value = { kind: 'unreadable', error };
			},
		);
	}, [account, draftId, step]);
	return (
		<Dialog title={i18n.t('share.title')} kind="sheet" onClose={onClose}>
			<Content
				step={step.value}
				roomId={roomId}
				onClose={onClose}
				onSent={(names, sent) => {
					step.value = { kind: 'done', names, sent };
					if (draftId !== null) void account.db.drafts.delete(`share:${draftId}`);
				}}
			/>
		</Dialog>
	);
}

interface ContentProps {
	step: Step;
	roomId: string | null;
	onSent: (names: string[], sent: SentShare) => void;
	onClose: () => void;
}

function Content({ step, roomId, onSent, onClose }: ContentProps): JSX.Element {
	switch (step.kind) {
		case 'reading':
			return <Spinner label={i18n.t('share.capturing')} />;
		case 'unreadable':
			return <FailureNote error={step.error} />;
		case 'expired':
			return <p role="alert">{i18n.t('share.expired')}</p>;
		case 'choosing':
			return <ShareForm share={step.share} roomId={step.share.roomId ?? roomId} onSent={onSent} />;
		case 'done':
			return <ShareDone names={step.names} sent={step.sent} onClose={onClose} />;
	}
}
