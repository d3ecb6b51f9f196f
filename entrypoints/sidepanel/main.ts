import { startWindow } from '../../src/ui/first/start.ts';

void startWindow('panel');
