import { serveUploads } from '../../src/media/serve-uploads.ts';

serveUploads();
