import { mountScan } from '../../src/ui/scan/Scan.tsx';

mountScan();
