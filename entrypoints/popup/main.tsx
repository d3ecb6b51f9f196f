import { browser } from 'wxt/browser';
import { mountApp } from '../../src/ui/app/App.tsx';

mountApp('popup');
// Under the toolbar button the page makes the size; in a tab or window of its own it fills it.
void browser.tabs.getCurrent().then((tab) => {
	if (tab) document.documentElement.classList.add('fills');
});
