/** Version 1 of the schema as it was released: store → primary key and indexes. For tests of the migrations. */
export const version1: Record<string, [keyPath: string | string[], ...indexes: (string | string[])[]]> = {
	vault: ['id'],
	session: ['id'],
	position: ['id'],
	status: ['id'],
	rooms: ['roomId', 'activity'],
	state: [['roomId', 'type', 'stateKey']],
	events: [['roomId', 'order'], ['roomId', 'eventId'], 'sessionId'],
	relations: ['eventId', ['roomId', 'targetId'], 'sessionId'],
	outbox: ['sequence', 'roomId', 'transactionId', 'state'],
	drafts: ['id'],
	views: ['id'],
	accountData: ['type'],
	receipts: [['roomId', 'userId']],
	media: ['url', 'state'],
};
