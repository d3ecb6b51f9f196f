/** The name of an account's database: `messa/<user id>`. */
export function databaseName(userId: string): string {
	return `messa/${userId}`;
}
