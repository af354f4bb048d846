import { expect, test } from 'vitest';
import { engineFrom } from '../engines/registry.ts';
import { checkSetting } from '../training/setting.ts';
import { isRight } from './turns.ts';
import { flopsPerStep, jobOf, messageOf, type Workload, workloads } from './workloads.ts';

const all = Object.entries(workloads) as [string, Workload][];
const decoded = (text: string) => new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);

test('operations are counted as by hand', () => {
  // 2 · 300 · ((20 · 2) + (50 + 5) · 3)
  expect(flopsPerStep(workloads.course)).toBe(123_000);
});

test.each(all)('%s: other languages get the numbers that our engines train from', (_name, workload) => {
  checkSetting(workload.setting);
  const message = messageOf(workload);
  const last = workload.replicates - 1;
  const job = jobOf(workload, last, 0, 'float64');
  expect(decoded(message.inputs)).toEqual(Float32Array.from(job.train.inputs));
  job.start.weights.forEach((weights, l) => {
    const sent = decoded(message.weights[l]!);
    expect(sent).toHaveLength(weights.length * workload.replicates);
    expect([...sent.subarray(last * weights.length)]).toEqual([...weights]);
  });
  expect(job.start.biases.every((biases) => biases.every((bias) => bias === 0))).toBe(true);
});

test.each(all)('%s: whoever leaves out a step is found wrong, float32 is not', async (_name, workload) => {
  const fused = await engineFrom('fused');
  const cost = (steps: number, precision: 'float32' | 'float64') =>
    fused.train(jobOf(workload, 0, steps, precision)).costs.at(-1)!;
  const { short } = workload.steps;
  const expected = cost(short, 'float64');
  expect(isRight(cost(short, 'float32'), expected)).toBe(true);
  expect(isRight(cost(short - 1, 'float64'), expected)).toBe(false);
  expect(isRight(null, expected)).toBe(false);
});
