import { setTimeout as pause } from 'node:timers/promises';
import { engineFrom } from '../engines/registry.ts';
import type { Bench, BenchWorkload, Outcome } from '../results/bench.ts';
import type { Contestant } from './contestant.ts';
import { contestants } from './registry.ts';
import { isRight, prepare, type Ready, turn } from './turns.ts';
import { flopsPerStep, jobOf, messageOf, type Workload, type WorkloadId, workloads } from './workloads.ts';

export interface Options {
  readonly rounds: number;
  /** About how long a turn takes. */
  readonly seconds: number;
  readonly workload: readonly WorkloadId[];
  /** Beginnings of contestants’ ids; all where there is none. */
  readonly only: readonly string[];
  readonly python: string;
}

/** Hears what happens, line by line. */
export type Notice = (line: string) => void;

export type Measured = Pick<Bench, 'product' | 'workloads'>;

/**
 * Times all contestants on all workloads, round by round, so that what slows the machine down for a while meets all.
 * After each workload `keep` is given what there is.
 */
export async function bench(options: Options, notice: Notice, keep: (measured: Measured) => void) {
  const taking = contestants.filter(
    ({ id }) => options.only.length === 0 || options.only.some((start) => id.startsWith(start)),
  );
  const products: number[] = [];
  const done: BenchWorkload[] = [];
  for (const name of options.workload) {
    done.push(await onWorkload(name, taking, options, products, notice));
    keep({
      product: products.length > 0 ? { size: productSize, gigaflops: products } : null,
      workloads: done,
    });
  }
}

async function onWorkload(
  name: WorkloadId,
  taking: readonly Contestant[],
  options: Options,
  products: number[],
  notice: Notice,
): Promise<BenchWorkload> {
  const workload: Workload = workloads[name];
  const load = { do: 'load', name, workload: messageOf(workload) } as const;
  const outcomes = new Map<string, Outcome>();
  const ready: Ready[] = [];
  const { short, long } = workload.steps;
  const expected = { short: await costAfter(workload, short), long: await costAfter(workload, long) };
  for (const contestant of taking) {
    const { pace } = contestant;
    const prepared = await prepare(contestant, load, {
      ...options,
      steps: workload.steps[pace],
      expected: expected[pace],
    });
    if ('status' in prepared) outcomes.set(contestant.id, prepared);
    else ready.push(prepared);
    notice(`${name}: ${contestant.label}: ${said(prepared)}`);
  }
  for (const [id, outcome] of await rounds(name, ready, options, products, notice)) outcomes.set(id, outcome);
  for (const { peers } of ready) for (const peer of peers) peer.stop();
  return {
    name,
    title: workload.title,
    flopsPerStep: flopsPerStep(workload),
    outcomes: taking.flatMap(({ id }) => outcomes.get(id) ?? []),
  };
}

const said = (prepared: Ready | Outcome): string => {
  if (!('status' in prepared)) return `ready (${prepared.detail})`;
  if (prepared.status === 'absent') return `not here (${prepared.reason})`;
  if (prepared.status === 'broke') return `broke (${prepared.reason})`;
  return 'computes something else';
};

/** What replicate 0 must cost after so many steps. */
async function costAfter(workload: Workload, steps: number): Promise<number> {
  const fused = await engineFrom('fused');
  return fused.train(jobOf(workload, 0, steps, 'float64')).costs.at(-1)!;
}

/** All take turns, in each round from another one on. */
async function rounds(
  name: string,
  ready: readonly Ready[],
  options: Options,
  products: number[],
  notice: Notice,
): Promise<Map<string, Outcome>> {
  const microseconds = new Map(ready.map(({ contestant }) => [contestant.id, [] as number[]]));
  const outcomes = new Map<string, Outcome>();
  for (let round = 0; round < options.rounds; round++) {
    for (let i = 0; i < ready.length; i++) {
      const one = ready[(i + round) % ready.length]!;
      const { id, label } = one.contestant;
      if (outcomes.has(id)) continue;
      // Threads of whoever had the turn before may wait busily for a moment.
      await pause(50);
      const result = await turn(one);
      if ('broke' in result) outcomes.set(id, { status: 'broke', id, label, reason: result.broke });
      else if (!isRight(result.cost, one.cost))
        outcomes.set(id, { status: 'broke', id, label, reason: 'it came out otherwise when repeated' });
      else microseconds.get(id)!.push((result.seconds * 1e6) / (one.times * one.steps * one.replicates));
      if (id === 'numpy') products.push(...(await product(one)));
    }
    notice(`${name}: round ${round + 1} of ${options.rounds}`);
  }
  for (const { contestant, detail, replicates, steps, cost, expected } of ready) {
    const { id, label, processes } = contestant;
    if (outcomes.has(id)) continue;
    outcomes.set(id, {
      status: 'timed',
      ...{ id, label, detail, processes, replicates, steps, cost, expected },
      microseconds: microseconds.get(id)!,
    });
  }
  return outcomes;
}

const productSize = 1024;

/** NumPy’s product of two large matrices tells what one core of this machine can do. */
async function product({ peers }: Ready): Promise<number[]> {
  const answer = await peers[0]!.ask({ do: 'product', size: productSize });
  return 'seconds' in answer ? [(2 * productSize ** 3) / answer.seconds / 1e9] : [];
}
