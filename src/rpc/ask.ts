import { browser } from 'wxt/browser';
import { Failure } from '../failure.ts';
import type { Answers, Method, Params, Response } from './contract.ts';
import { contractVersion } from './version.ts';

/**
 * Asks the background, waking it if it sleeps.
 * @throws Failure as the background gave it; `backgroundGone` when it died before it could answer.
 */
export async function ask<M extends Method>(
	method: M,
	...[params]: undefined extends Params<M> ? [] : [Params<M>]
): Promise<Answers[M]> {
	let response: Response<M> | undefined;
	try {
		response = await browser.runtime.sendMessage({ version: contractVersion, method, params });
	} catch (error) {
		throw new Failure('backgroundGone', { technical: String(error) });
	}
	if (!response) throw new Failure('backgroundGone');
	if (!response.ok) throw new Failure(response.code, response.details);
	return response.value;
}
