import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPicture } from '../../src/share/read-picture.ts';

export default defineUnlistedScript(readPicture);
