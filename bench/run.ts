import { report } from './figure.ts';
import { popup } from './popup.ts';
import { sizes } from './size.ts';

report([...sizes(), ...(await popup())]);
process.exit();
