// What every page and worker of a browser has and Node lacks.
Object.defineProperty(navigator, 'onLine', { value: true, configurable: true, writable: true });
