import * as v from 'valibot';
import { badgeChoices, contentsChoices, minutesADay } from '../store/notify-settings.ts';
import { roomModes } from '../store/push-rules.ts';
import { roomId } from './shapes.ts';

/** The name of a rule: the homeserver takes no name with a slash, and none that begins with a dot. */
const keyword = v.pipe(v.string(), v.trim(), v.regex(/^[^./\\][^/\\]*$/), v.maxLength(100));
const minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(minutesADay - 1));

/** What a window may ask about notifications. */
export const notifyRequests = {
	/** What the person wants of the account's push rules. */
	'notify.changeRules': v.variant('about', [
		v.object({ about: v.literal('room'), roomId, mode: v.picklist([...roomModes, 'default']) }),
		v.object({
			about: v.literal('chats'),
			chats: v.picklist(['direct', 'group']),
			mode: v.picklist(['all', 'mentions']),
		}),
		v.object({
			about: v.literal('mentions'),
			mentioned: v.picklist(['me', 'everyone']),
			isOn: v.boolean(),
		}),
		v.object({ about: v.literal('keyword'), word: keyword, isOn: v.boolean() }),
		v.object({ about: v.literal('account'), isOn: v.boolean() }),
	]),
	/** How this device tells of what comes; null takes a choice back. */
	'notify.changeSettings': v.partial(
		v.object({
			contents: v.picklist(contentsChoices),
			badge: v.picklist(badgeChoices),
			isSilent: v.boolean(),
			quiet: v.nullable(v.object({ from: minute, to: minute })),
			/** ms since the epoch */
			pausedUntil: v.nullable(v.pipe(v.number(), v.minValue(0))),
		}),
	),
};
