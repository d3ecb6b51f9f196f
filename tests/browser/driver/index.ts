export { axe, violationsInWords } from './axe.ts';
export type { Browser, BrowserName, ClickedOn, LaunchOptions, ShownNotification } from './browser.ts';
export { launch } from './launch.ts';
export type { ByRole, ByText, Locator } from './locator.ts';
export type { Network, SentRequest } from './network.ts';
export { article, type Site, serveSite } from './site.ts';
export { filesHolding } from './storage-files.ts';
export { Surface } from './surface.ts';
export { until, untilTrue } from './until.ts';
