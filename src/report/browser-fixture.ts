import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Switches of the packaged browser that take its guards away: with them, tests of those guards would pass falsely. */
const unguarding = [
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
  '--single-process',
];

const packaged = process.platform === 'linux' && process.arch === 'x64';

/** A browser from npm on Linux x64, else the machine's own Chrome; null where there is none. */
export async function startBrowser(): Promise<Browser | null> {
  if (!packaged) return chromium.launch({ channel: 'chrome' }).catch(() => null);
  const args = sparticuz.args.filter((arg) => !unguarding.includes(arg) && !arg.startsWith('--headless'));
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args });
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

/** A folder over HTTP, at a port of its own. */
export function serve(folder: string): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    readFile(join(folder, decodeURIComponent(pathname))).then(
      (body) =>
        response.writeHead(200, { 'content-type': types[extname(pathname)] ?? 'text/plain' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server });
    });
  });
}

export interface Visit {
  readonly url: string;
  readonly page: Page;
}

/**
 * Opens every address in a few tabs side by side and gathers what `look` finds; what the page complains of itself
 * (errors, blocked resources, requests beyond `origin`, dialogs) comes with it.
 */
export async function visitAll(
  browser: Browser,
  options: BrowserContextOptions,
  origin: string,
  paths: readonly string[],
  look: (visit: Visit) => Promise<readonly string[]>,
): Promise<string[]> {
  const context = await browser.newContext(options);
  const queue = [...paths];
  const found: string[] = [];
  const tab = async () => {
    const page = await context.newPage();
    let path = '';
    const complain = (what: string) => found.push(`${path}: ${what}`);
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complain(message.text());
    });
    page.on('pageerror', ({ message }) => complain(message));
    page.on('dialog', (dialog) => {
      complain(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) complain(`asked for ${url}`);
    });
    page.on('requestfailed', (request) => complain(`did not get ${request.url()}`));
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      path = next;
      const url = `${origin}/${path}`;
      await page.goto(url, { waitUntil: 'load' });
      for (const what of await look({ url, page })) complain(what);
    }
  };
  await Promise.all(Array.from({ length: 3 }, tab));
  await context.close();
  return found.sort();
}
