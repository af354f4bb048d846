import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import type { Chart, Spec } from './chart.ts';
import { placed } from './placed.ts';

export interface Drawing {
  readonly wide: string;
  readonly narrow: string | null;
}

export type Drawings = ReadonlyMap<Chart, Drawing>;

/** Draws charts side by side: they are most of what a report takes. Who draws which is seen nowhere. */
export interface Drawer {
  /** The charts of one page. What another page has shown already is not drawn again. */
  readonly draw: (charts: readonly Chart[]) => Promise<Drawings>;
  readonly close: () => Promise<void>;
  /** Keeps what was drawn for the next report. */
  readonly keep: () => void;
}

/** What an earlier report drew, by the hash of its specs, for as long as the same code draws. */
export interface KeptDrawings {
  readonly read: () => ReadonlyMap<string, string> | undefined;
  readonly write: (drawn: ReadonlyMap<string, string>) => void;
}

export const noDrawings: KeptDrawings = { read: () => undefined, write: () => {} };

/** A drawer, which gets ready while the pages it will draw for are made. */
export function startDrawer(kept: KeptDrawings = noDrawings): Drawer {
  const before = kept.read();
  // With drawings of an earlier report there may be nothing left to draw.
  let threads = before ? null : startThreads();
  const asked = new Map<string, Promise<string>>();
  const drawn = new Map<string, string>();

  function once(spec: Spec): Promise<string> {
    const hash = createHash('sha256').update(JSON.stringify(spec)).digest('hex');
    const svg = asked.get(hash) ?? drawOrFind(spec, hash);
    asked.set(hash, svg);
    return svg;
  }

  async function drawOrFind(spec: Spec, hash: string): Promise<string> {
    const found = before?.get(hash);
    if (found === undefined) threads ??= startThreads();
    const svg = found ?? (await threads!.render(spec));
    drawn.set(hash, svg);
    return svg;
  }

  async function drawing({ specs: { wide, narrow }, ...chart }: Chart, id: string): Promise<Drawing> {
    const [wideSvg, narrowSvg] = await Promise.all([once(wide), narrow && once(narrow)]);
    return {
      wide: placed(wideSvg, chart, `${id}w`),
      narrow: narrowSvg && placed(narrowSvg, chart, `${id}n`),
    };
  }

  return {
    async draw(charts) {
      const drawings = charts.map(async (chart, i) => [chart, await drawing(chart, `c${i + 1}`)] as const);
      return new Map(await Promise.all(drawings));
    },
    close: async () => threads?.close(),
    keep() {
      if (threads) kept.write(drawn);
    },
  };
}

interface Threads {
  readonly render: (spec: Spec) => Promise<string>;
  readonly close: () => Promise<void>;
}

function startThreads(): Threads {
  // A thread can only be started from JavaScript: what runs from its sources, as tests do, draws by itself.
  if (import.meta.url.endsWith('.ts')) {
    const loaded = import('./render.ts');
    return { render: async (spec) => (await loaded).render(spec), close: async () => {} };
  }
  const count = Math.min(availableParallelism(), 4);
  const pool = new Tinypool({
    filename: fileURLToPath(new URL('./render.js', import.meta.url)),
    runtime: 'worker_threads',
    minThreads: count,
    maxThreads: count,
  });
  return { render: (spec) => pool.run(spec, { name: 'render' }), close: () => pool.destroy() };
}
