import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPage } from '../../src/share/read-page.ts';

export default defineUnlistedScript(readPage);
