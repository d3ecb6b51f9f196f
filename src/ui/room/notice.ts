import type { Content } from '../../store/event-rows.ts';
import { cleanName } from '../person/clean-name.ts';

/** A small line between messages, before it is put into words (`notice.*` in the catalogue). */
export interface Notice {
	code:
		| 'joined'
		| 'left'
		| 'invited'
		| 'rejectedInvite'
		| 'withdrewInvite'
		| 'removed'
		| 'banned'
		| 'unbanned'
		| 'knocked'
		| 'renamed'
		| 'changedAvatar'
		| 'roomNamed'
		| 'roomUnnamed'
		| 'roomTopic'
		| 'roomTopicRemoved'
		| 'roomAvatar'
		| 'roomCreated'
		| 'roomEncrypted'
		| 'roomUpgraded'
		| 'historyShared'
		| 'verificationAsked'
		| 'verificationDone'
		| 'verificationCancelled';
	/** Who did it. */
	actor: string;
	/** A user id that it was done to, or the new name or topic itself. */
	target: string;
	isTargetPerson: boolean;
	/** What the actor gave as the reason. */
	reason?: string;
}

interface StateEvent {
	type: string;
	stateKey: string;
	sender: string;
	content: Content;
	/** Content of the same state before, as far as it is known here. */
	previous: Content | undefined;
}

/** What a state event says to people; undefined for what is no one's news. */
export function noticeOf(event: StateEvent): Notice | undefined {
	if (event.type === 'm.room.member') return memberNotice(event);
	const { type, sender: actor, content } = event;
	const plain = (code: Notice['code'], target = ''): Notice => ({
		code,
		actor,
		target,
		isTargetPerson: false,
	});
	switch (type) {
		case 'm.room.create':
			return plain('roomCreated');
		case 'm.room.encryption':
			return event.previous ? undefined : plain('roomEncrypted');
		case 'm.room.tombstone':
			return plain('roomUpgraded');
		case 'm.room.avatar':
			return plain('roomAvatar');
		case 'm.room.name': {
			const name = cleanName(text(content.name), '');
			return name ? plain('roomNamed', name) : plain('roomUnnamed');
		}
		case 'm.room.topic': {
			const topic = cleanName(text(content.topic), '');
			return topic ? plain('roomTopic', topic) : plain('roomTopicRemoved');
		}
		default:
			return undefined;
	}
}

function memberNotice({ stateKey, sender, content, previous }: StateEvent): Notice | undefined {
	const isSelf = stateKey === sender;
	const before = text(previous?.membership);
	const reason = cleanName(text(content.reason), '');
	const about = (code: Notice['code'], target = stateKey, isTargetPerson = true): Notice => ({
		code,
		actor: sender,
		target,
		isTargetPerson,
		...(reason && { reason }),
	});
	switch (content.membership) {
		case 'join':
			if (before !== 'join') return { ...about('joined'), actor: stateKey };
			if (text(previous?.displayname) !== text(content.displayname)) {
				return about('renamed', cleanName(text(content.displayname), stateKey), false);
			}
			return text(previous?.avatar_url) === text(content.avatar_url) ? undefined : about('changedAvatar');
		case 'invite':
			return about('invited');
		case 'knock':
			return about('knocked');
		case 'ban':
			return about('banned');
		case 'leave':
			if (isSelf) return about(before === 'invite' ? 'rejectedInvite' : 'left');
			return about(before === 'ban' ? 'unbanned' : before === 'invite' ? 'withdrewInvite' : 'removed');
		default:
			return undefined;
	}
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
