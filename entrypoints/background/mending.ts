import type { StoreFault } from '../../src/store/fault.ts';

/** What an account that cannot go on as it is asks for. */
export interface Mending {
	/** Its store is damaged. */
	rebuild: (fault: StoreFault) => void;
	/** Its keys have to be opened anew from the disk, once room was made there, if that was the cause. */
	reopen: (makeRoom: () => Promise<boolean>) => void;
}
