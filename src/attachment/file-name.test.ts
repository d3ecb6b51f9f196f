import { describe, expect, it } from 'vitest';
import { safeFileName } from './file-name.ts';
import { kindOf, shownType } from './kinds.ts';

describe('a file’s name', () => {
	it('stays as it is when nothing is wrong with it', () => {
		for (const name of ['Bees.png', 'Urlaub – Rom 2026.tar.gz', 'תמונה.jpg', '写真.heic']) {
			expect(safeFileName(name, 'file')).toBe(name);
		}
	});

	it('hides no ending by turning the text round', () => {
		expect(safeFileName('invoice\u202Efdp.exe', 'file')).toBe('invoicefdp.exe');
		expect(safeFileName('a\u2066b\u200B\u0000.txt', 'file')).toBe('ab.txt');
	});

	it('leads to no other folder, device or hidden file', () => {
		expect(safeFileName('../../.ssh/id\\x', 'file')).toBe('_.._.ssh_id_x');
		expect(safeFileName('.bashrc', 'file')).toBe('bashrc');
		expect(safeFileName('CON.txt', 'file')).toBe('_CON.txt');
		expect(safeFileName('what? "now"|', 'file')).toBe('what_ _now__');
	});

	it('is short, and keeps its ending', () => {
		const name = safeFileName(`${'😀'.repeat(300)}.jpeg`, 'file');
		expect(Array.from(name)).toHaveLength(180);
		expect(name.endsWith('😀.jpeg')).toBe(true);
	});

	it('is another one when nothing is left of it', () => {
		expect(safeFileName(' .\u202E\n', 'file')).toBe('file');
	});
});

describe('a file’s type', () => {
	it('is shown only where it carries no script', () => {
		expect(kindOf('image/PNG; charset=x')).toBe('image');
		for (const type of ['image/svg+xml', 'text/html', 'application/xhtml+xml', 'application/pdf', '', 'x']) {
			expect([kindOf(type), shownType(type)]).toEqual(['file', 'application/octet-stream']);
		}
	});
});
