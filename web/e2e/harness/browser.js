// The browser that the tests run in: the system's Chromium where there is one, else the one that @sparticuz/chromium
// ships. ATOMICFLOW_BROWSER=bundled forces the shipped one, ATOMICFLOW_BROWSER=/path names one. There is no skipping.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { bundledBrowser } from './bundled.js';

const SYSTEM = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const FLAGS = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

async function choose() {
  const wanted = process.env.ATOMICFLOW_BROWSER;
  if (wanted === 'bundled') return bundledBrowser();
  if (wanted) {
    if (!existsSync(wanted)) throw new Error(`ATOMICFLOW_BROWSER names ${wanted}, which does not exist.`);
    return { executablePath: wanted };
  }
  const executablePath = SYSTEM.find(existsSync);
  return executablePath ? { executablePath } : bundledBrowser();
}

export async function openBrowser() {
  const { executablePath, env } = await choose();
  try {
    return await chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, ...env } });
  } catch (cause) {
    throw new Error(`No browser for the tests: ${executablePath} does not start.`, { cause });
  }
}
