import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readArticle } from '../../src/share/read-article.ts';

// Called with what it has to know, which a file cannot be given.
export default defineUnlistedScript(() => {
	Object.assign(globalThis, { readArticle });
});
