// Unpacks the Chromium of @sparticuz/chromium with the libraries and fonts that it needs on a bare system. The package
// does the same by itself only where it recognises a cloud function, and into places shared by all its versions.
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';

const home = fileURLToPath(new URL('../node_modules/@sparticuz/chromium/', import.meta.url));

export async function bundledBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`The shipped Chromium runs on Linux x64 only: install Chromium or Chrome, or name one in ATOMICFLOW_BROWSER.`);
  }
  const { version } = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8'));
  const place = path.join(tmpdir(), `atomic-flow-chromium-${version}`);
  if (!existsSync(place)) await unpack(place);
  return {
    executablePath: path.join(place, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [path.join(place, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: path.join(place, 'fonts.conf'),
    },
  };
}

/** Beside its place, then moved there whole: nobody ever finds half a browser. */
async function unpack(place) {
  const draft = `${place}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  const packed = (name) => createReadStream(path.join(home, 'bin', name)).pipe(createBrotliDecompress());
  await Promise.all([
    pipeline(packed('chromium.br'), createWriteStream(path.join(draft, 'chromium'))),
    pipeline(packed('al2023.tar.br'), extract(draft)),
    pipeline(packed('swiftshader.tar.br'), extract(draft)),
    pipeline(packed('fonts.tar.br'), extract(draft)),
  ]);
  await writeFile(path.join(draft, 'fonts.conf'), fontConfiguration(place)); // the packed one names places of a cloud function
  await chmod(path.join(draft, 'chromium'), 0o755);
  await rename(draft, place).catch(() => rm(draft, { recursive: true })); // another process was faster
}

const fontConfiguration = (place) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${place}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${place}/font-cache</cachedir>
</fontconfig>
`;
