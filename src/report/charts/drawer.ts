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
}

/** A drawer, which gets ready while the pages it will draw for are made. */
export function startDrawer(): Drawer {
  const { render, close } = startThreads();
  const drawn = new Map<string, Promise<string>>();
  const once = (spec: Spec): Promise<string> => {
    const text = JSON.stringify(spec);
    const svg = drawn.get(text) ?? render(spec);
    drawn.set(text, svg);
    return svg;
  };
  const drawing = async (chart: Chart, id: string): Promise<Drawing> => {
    const { wide, narrow } = chart.specs;
    const [wideSvg, narrowSvg] = await Promise.all([once(wide), narrow && once(narrow)]);
    return {
      wide: placed(wideSvg, chart, `${id}w`),
      narrow: narrowSvg && placed(narrowSvg, chart, `${id}n`),
    };
  };
  const draw = async (charts: readonly Chart[]): Promise<Drawings> =>
    new Map(
      await Promise.all(charts.map(async (chart, i) => [chart, await drawing(chart, `c${i + 1}`)] as const)),
    );
  return { draw, close };
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
