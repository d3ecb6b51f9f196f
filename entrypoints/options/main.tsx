import { mountSettings } from '../../src/ui/settings/Settings.tsx';

mountSettings();
