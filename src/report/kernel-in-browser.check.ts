import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { cases, jobOf } from '../engines/drawn-jobs.ts';
import { kernel } from '../engines/fused/kernel.ts';
import { layOut } from '../engines/fused/layout.ts';
import type { Precision } from '../engines/schedule.ts';
import { startBrowser } from './browser-fixture.ts';

// The kernel that was built, in another engine of JavaScript and WebAssembly: the same jobs give the same bits.

const built = readFileSync(new URL('../../dist/engines/fused/kernel.wasm', import.meta.url));
const browser = await startBrowser();
if (!browser) console.log('No browser could be started: the kernel was not tried in one.');
afterAll(() => browser?.close());

interface Laid {
  /** The kernel's whole memory before training, and where the job's table lies in it. */
  readonly memory: string;
  readonly table: number;
  readonly wide: boolean;
  /** Of the memory after training: every cost, gradient and parameter is in it. */
  readonly hash: string;
}

/** Lays a job out, and trains it here. */
function laid(job: ReturnType<typeof jobOf>, precision: Precision): Laid {
  const { memory, train32, train64 } = kernel();
  const { table } = layOut({ ...job, schedule: { ...job.schedule, precision } }, precision, memory);
  const before = Buffer.from(memory.buffer.slice(0)).toString('base64');
  const wide = precision === 'float64';
  (wide ? train64 : train32)(table);
  const hash = createHash('sha256').update(new Uint8Array(memory.buffer)).digest('hex');
  return { memory: before, table, wide, hash };
}

/** Trains in the page what was laid out here; gives the hash of its memory. */
function trainedIn(page: Page, { memory, table, wide }: Laid): Promise<string> {
  return page.evaluate(
    async ([code, before, at, float64]) => {
      const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      // biome-ignore lint/suspicious/noExplicitAny: Node's types leave WebAssembly to those of browsers
      const wasm = (globalThis as any).WebAssembly;
      const { instance } = await wasm.instantiate(bytesOf(code), { env: { abort() {} } });
      const { memory: own, train32, train64 } = instance.exports;
      const start = bytesOf(before);
      own.grow((start.length - own.buffer.byteLength) / 65_536);
      new Uint8Array(own.buffer).set(start);
      (float64 ? train64 : train32)(at);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', own.buffer));
      return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    },
    [built.toString('base64'), memory, table, wide] as const,
  );
}

describe.skipIf(!browser)('in Chromium', () => {
  test.each<Precision>(['float64', 'float32'])(
    '40 jobs of many sizes end in the same bits in %s',
    async (precision) => {
      const page = await (browser as Browser).newPage();
      // Hashes are computed in pages of secure origins alone; a file's is one.
      await page.goto(new URL('browser-fixture.ts', import.meta.url).href);
      const jobs = fc.sample(cases, { seed: 7, numRuns: 40 }).map((given) => laid(jobOf(given), precision));
      const found = [];
      for (const job of jobs) found.push(await trainedIn(page, job));
      expect(found).toEqual(jobs.map(({ hash }) => hash));
      expect(new Set(found).size).toBe(40);
      await page.close();
    },
  );
});
