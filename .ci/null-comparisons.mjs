// What a null suite compares: with itself each arm of each statistical claim, and of each cell of a map, by each
// measurement that a score reads off it. Laws, exact and reproduced claims compare nothing.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';
import { readingsOf } from '../dist/claims/score.js';
import { armFrom, settingOf } from '../dist/training/arm.js';
import { rowsOf } from './null-suite.mjs';

const hiddenLayers = 3;
const units = 8;
const points = { train: 10, test: 5 };
const steps = 10;

/**
 * Each run that is looked at, once: an arm in its setting, made small, with all that any score reads off it; and for
 * how many readings of claims they stand. All plain data.
 */
export async function comparisons(root) {
  const runs = new Map();
  const readings = (await claimsBelow(root)).flatMap(readingsIn);
  for (const { id, engine, setting, arm, measure } of readings) {
    const { network, schedule, label: _, ...start } = armFrom(arm);
    const whole = settingOf(setting, { network, schedule });
    const small = smaller(whole);
    const name = JSON.stringify([small, start, engine]);
    const run = runs.get(name) ?? { id, engine, setting: small, arm: start, measures: new Map() };
    const read = inside(measure, whole.network, small.network);
    runs.set(name, { ...run, measures: run.measures.set(JSON.stringify(read), read) });
  }
  const listed = [...runs.values()].map((run) => ({ ...run, measures: [...run.measures.values()] }));
  return { readings: readings.length, runs: await Promise.all(listed.map(timed)) };
}

/** Every claim in experiments/, whole: a test tells of a map without its cells, so that `claim` is another one here. */
async function claimsBelow(root) {
  globalThis.foundClaims = [];
  const index = fileURLToPath(new URL('../dist/index.js', import.meta.url));
  const initproof = `export * from ${JSON.stringify(index)}; export const claim = (claim) => globalThis.foundClaims.push(claim);`;
  const vite = await createViteServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false, watch: null },
    plugins: [
      {
        name: 'initproof',
        enforce: 'pre',
        resolveId: (id) => (id === 'initproof' ? '\0initproof' : undefined),
        load: (id) => (id === '\0initproof' ? initproof : undefined),
      },
    ],
  });
  const files = readdirSync(join(root, 'experiments')).filter((file) => file.endsWith('.test.ts'));
  for (const file of files) await vite.ssrLoadModule(`/experiments/${file}`);
  await vite.close();
  return globalThis.foundClaims;
}

function readingsIn({ kind, id, engine = 'fused', ...claim }) {
  const settings = kind === 'usually' ? [claim] : kind === 'mapped' ? claim.cells : [];
  return settings.flatMap(({ setting, arms, score }) => {
    const readings = new Map(readingsOf(score).map((reading) => [JSON.stringify(reading), reading]));
    return [...readings.values()].map(({ arm, measure }) => ({
      id,
      engine,
      setting,
      arm: arms[arm],
      measure,
    }));
  });
}

/** Few layers of few units, few points, few steps. */
function smaller({ network, data, schedule: { layerRates, ...schedule } }) {
  const hidden = network.widths.slice(1, -1).slice(0, hiddenLayers);
  const widths = [network.widths[0], ...hidden.map((width) => Math.min(width, units)), network.widths.at(-1)];
  const rates = (each) => [...each.slice(0, hidden.length), each.at(-1)];
  return {
    network: { ...network, widths },
    data: { ...data, train: Math.min(data.train, points.train), test: Math.min(data.test, points.test) },
    schedule: {
      ...schedule,
      ...(layerRates && {
        layerRates: { weights: rates(layerRates.weights), biases: rates(layerRates.biases) },
      }),
      steps,
      record: { costEvery: 1 },
    },
  };
}

/** The same measurement where there are fewer layers and steps: what is last stays last. */
function inside([id, params], from, to) {
  const [before, after] = [from, to].map(({ widths }) => widths.length - 2);
  const fit = {
    layer: (layer) => (layer > before ? after + layer - before : Math.min(layer, after)),
    from: (layer) => Math.min(layer, after - 1),
    to: (layer) => Math.min(layer, after),
    step: (step) => Math.min(step, steps),
    cost: () => 'median',
  };
  if (!params) return [id];
  return [id, Object.fromEntries(Object.entries(params).map(([name, at]) => [name, fit[name]?.(at) ?? at]))];
}

/** Times are to the cost that half of 33 of the pilot's keys get to, so that they differ. */
async function timed(run) {
  const isTime = ([, params]) => params?.cost === 'median';
  if (!run.measures.some(isTime)) return run;
  const rows = await rowsOf({ ...run, measures: [['cost-at', { step: steps }]] }, 0, 33);
  const cost = rows.map(({ values }) => values[0].value).sort((a, b) => a - b)[16];
  const { schedule } = run.setting;
  const record = { ...schedule.record, crossings: [cost] };
  return {
    ...run,
    setting: { ...run.setting, schedule: { ...schedule, record } },
    measures: run.measures.map((measure) => (isTime(measure) ? [measure[0], { cost }] : measure)),
  };
}
