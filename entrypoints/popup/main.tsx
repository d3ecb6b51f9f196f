import { mountApp } from '../../src/ui/app/App.tsx';

mountApp('popup');
