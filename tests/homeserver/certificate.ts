import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { program, python } from './python.ts';

/** The self-signed certificate of the federation listeners. */
export interface Certificate {
	certificatePath: string;
	keyPath: string;
	/** SHA-256 of the public key in base64, as Chromium's `--ignore-certificate-errors-spki-list` takes it. */
	fingerprint: string;
}

/** Makes a certificate for `localhost` and writes it, with its key, to `directory`. */
export async function makeCertificate(directory: string): Promise<Certificate> {
	const certificatePath = join(directory, 'certificate.pem');
	const keyPath = join(directory, 'certificate.key');
	await promisify(execFile)(python, [program('certificate.py'), certificatePath, keyPath]);
	const { publicKey } = new X509Certificate(await readFile(certificatePath));
	const spki = publicKey.export({ type: 'spki', format: 'der' });
	return { certificatePath, keyPath, fingerprint: createHash('sha256').update(spki).digest('base64') };
}
