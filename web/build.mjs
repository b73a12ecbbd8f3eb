// Bundles the page into WEB_OUT: one script, one stylesheet, the fonts and the icon. Nothing is fetched from elsewhere.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.env.WEB_OUT ?? path.join(here, 'dist'));
const assets = path.join(out, 'assets');
const font = path.join(here, 'node_modules/@fontsource/b612');
const weights = ['b612-latin-400-normal.woff2', 'b612-latin-700-normal.woff2'];

/**
 * uPlot makes a number format for the browser's language while it is loaded. Where the system's is POSIX, Chromium says
 * en-US@posix, Intl refuses that, and with it the whole page would not start. We give uPlot our own labels anyway.
 */
const steadyLanguage = {
  name: 'steady-language',
  setup(build) {
    build.onLoad({ filter: /uPlot\.esm\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      if (!source.includes('nav.language')) throw new Error('uPlot does not ask for the language any more: leave this out.');
      const contents = source.replaceAll('nav.language', "'en-US'").replace('/**', '/*!'); // whose it is stays in the bundle
      return { contents, loader: 'js' };
    });
  },
};

async function scripts() {
  await build({
    absWorkingDir: here,
    entryPoints: { app: 'js/main.js', theme: 'js/theme/early.js' },
    outdir: assets,
    bundle: true,
    plugins: [steadyLanguage],
    format: 'iife',
    minify: true,
    target: ['es2022'],
    legalComments: 'eof',
    logLevel: 'warning',
  });
}

async function styles() {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve('@tailwindcss/cli/package.json');
  const cli = path.join(path.dirname(manifest), require(manifest).bin.tailwindcss);
  const args = [cli, '--input', 'css/app.css', '--output', path.join(assets, 'app.css'), '--minify'];
  await promisify(execFile)(process.execPath, args, { cwd: here });
}

async function files() {
  await copyFile(path.join(here, 'index.html'), path.join(out, 'index.html'));
  for (const name of await readdir(path.join(here, 'static'))) {
    await copyFile(path.join(here, 'static', name), path.join(assets, name));
  }
  for (const name of weights) await copyFile(path.join(font, 'files', name), path.join(assets, 'fonts', name));
  await copyFile(path.join(font, 'LICENSE'), path.join(assets, 'fonts', 'LICENSE.txt'));
  await copyFile(path.join(here, 'node_modules/uplot/LICENSE'), path.join(assets, 'uplot-LICENSE.txt'));
}

await rm(assets, { recursive: true, force: true });
await mkdir(path.join(assets, 'fonts'), { recursive: true });
await Promise.all([scripts(), styles(), files()]);
