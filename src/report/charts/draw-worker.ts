// Draws some pages' charts in a thread of its own, for draw-all.ts.
import { parentPort, workerData } from 'node:worker_threads';
import type { Chart } from './chart.ts';
import { type Drawing, renderCharts } from './render.ts';

const drawn: Drawing[][] = [];
for (const charts of workerData as readonly (readonly Chart[])[])
  drawn.push([...(await renderCharts(charts)).values()]);
parentPort?.postMessage(drawn);
