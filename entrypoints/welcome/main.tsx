import { mountWelcome } from '../../src/ui/welcome/Welcome.tsx';

mountWelcome();
