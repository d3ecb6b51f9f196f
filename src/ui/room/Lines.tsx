import type { JSX } from 'preact';
import { i18n } from '#i18n';
import type { DayItem, NoticeItem } from './timeline-item.ts';

export function DayLine({ item: { day } }: { item: DayItem }): JSX.Element {
	const text =
		day.kind === 'date' ? day.text : i18n.t(day.kind === 'today' ? 'room.today' : 'room.yesterday');
	return (
		<p class="day-line">
			<span>{text}</span>
		</p>
	);
}

export function NoticeLine({ item }: { item: NoticeItem }): JSX.Element {
	return (
		<p class="notice-line" dir="auto" data-key={item.key}>
			{noticeText(item)}
		</p>
	);
}

function noticeText(item: NoticeItem): string {
	const { reason } = item.notice;
	const notice = plainNotice(item);
	return reason === undefined ? notice : i18n.t('notice.because', { notice, reason });
}

function plainNotice({ notice: { code }, actorName: name, targetName: target }: NoticeItem): string {
	switch (code) {
		case 'invited':
		case 'withdrewInvite':
		case 'removed':
		case 'banned':
		case 'unbanned':
		case 'renamed':
		case 'roomNamed':
		case 'roomTopic':
			return i18n.t(`notice.${code}`, { name, target });
		case 'roomEncrypted':
			return i18n.t('notice.roomEncrypted');
		default:
			return i18n.t(`notice.${code}`, { name });
	}
}
