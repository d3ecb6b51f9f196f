import { prepareBrowsers } from './setup/browsers.mjs';
import { preparePackages } from './setup/packages.mjs';
import { preparePython } from './setup/python.mjs';
import { prepareSystem } from './setup/system.mjs';
import { nodePath, withLocalTools } from './setup/tools.mjs';

/**
 * Gets this machine ready to build and test: npm packages, two browsers, and homeservers in a Python venv.
 * Each step looks first and does nothing when there is nothing to do.
 * @returns {Promise<NodeJS.ProcessEnv>} the environment to run the project's tools in.
 */
export async function setUp() {
	await preparePackages();
	await prepareSystem();
	const browsers = prepareBrowsers();
	await preparePython();
	return withLocalTools({ ...process.env, ...browsers });
}

export { nodePath };
