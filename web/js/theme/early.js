// Runs before the first paint, so that the page never flashes in the wrong theme.
import { applyTheme, browserStorage, storedTheme } from './theme.js';

applyTheme(storedTheme(browserStorage));
