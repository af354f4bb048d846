import type { Bench } from '../results/bench.ts';
import { type Speed, speedsOf, yardstick } from '../results/speeds.ts';
import { spreadOf } from '../statistics/spread.ts';

/** How the fused engine stands to what is asked of it; a line for each bound that this run can tell about. */
export function bounds({ workloads, product }: Bench): string[] {
  const speeds = (name: string) => {
    const workload = workloads.find((other) => other.name === name);
    return new Map((workload ? speedsOf(workload) : []).map((speed) => [speed.id, speed]));
  };
  const course = speeds('course');
  const slower = (id: string, least: number): string[] => {
    const ratio = course.get(id)?.ratio?.median;
    return ratio
      ? [line(`course, ${course.get(id)!.label} against fused`, ratio, least, 'times as long')]
      : [];
  };
  return [
    ...slower('numpy', 9),
    ...slower('jax', 3),
    ...slower('tensorflow-native', 10),
    ...twoProcesses(course),
    ...aCore(speeds('deep').get(yardstick), product),
  ];
}

function twoProcesses(course: ReadonlyMap<string, Speed>): string[] {
  const ratio = course.get(`${yardstick}-two`)?.ratio?.median;
  return ratio ? [line('course, two processes against one', 1 / ratio, 1.8, 'times as many steps')] : [];
}

/** 15 GFLOP/s where NumPy's product reaches 60; more or less as this machine is faster or slower. */
function aCore(deep: Speed | undefined, product: Bench['product']): string[] {
  if (!deep || !product) return [];
  const least = (15 * spreadOf(product.gigaflops).median) / 60;
  return [line('deep, one core', deep.gigaflops, least, 'GFLOP/s')];
}

const line = (what: string, found: number, least: number, unit: string): string =>
  `${found >= least ? 'kept' : 'missed'}: ${what}, ${found.toFixed(2)} ${unit} (asked: ${Number(least.toFixed(1))})`;
