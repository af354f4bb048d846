import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { cases, jobOf } from '../drawn-jobs.ts';
import type { Engine } from '../engine.ts';
import type { Precision } from '../schedule.ts';

/** How many jobs' bits are committed, in each precision. */
export const committedJobs = 40;

/** The start of SHA-256 of what each of the jobs trains to: the same on every machine and every version of Node. */
export const committedBits: Readonly<Record<'float64' | 'float32', readonly string[]>> = {
  float64: words(`
    65e0f240 54208de9 c54a937c 5bddcc22 e5806181 02be67b5 52076f4b 0d3714f0
    95a33a45 0a72d937 db2ac70b 36aa32a6 014162f6 a2cda5bc 08ad3aaa 46e02460
    2daaaf61 8be20fc7 328221b5 e9fdde72 275890e0 fa97d92f 4e4bdda6 6e0b83ff
    b4583412 a8cf686a 9ddd0315 20a01ab8 26c48456 d7b7cead 7afa319b 3b984384
    3b098efa db96fc64 95f3ead7 e912e240 ad4c3690 fb4a9760 62c833d5 67d9d7fd
  `),
  float32: words(`
    62a91179 ad55fdb7 62067dec a1e9f46e e5984f12 4cf9d04c 0c9fb95e 94b501f6
    e2d8fe68 9f622cff a88f42be e38b5a86 38b9c37c be11adeb 6e133deb 282a0033
    65ffd765 c3092add d4b9568e ca54f402 59ce0880 ea177646 9fe1163d cd0bfa11
    efabe47e 5317b6dc db60fb82 ff45391d ed151c00 48e74562 f481b7eb 86153237
    8686195c 9a2cbd4d 266481c9 98ce34f5 1c2dfd10 09f9e005 3f8c8c2d 28dfee43
  `),
};

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

let drawn: ReturnType<typeof jobOf>[] | undefined;

/** The start of SHA-256 of what an engine makes of a job, 0 … 39: its trained parameters and costs. */
export function trainedBits(engine: Pick<Engine, 'train'>, precision: Precision, index: number): string {
  drawn ??= fc.sample(cases, { seed: 7, numRuns: committedJobs }).map(jobOf);
  const job = drawn[index]!;
  const { final, costs } = engine.train({ ...job, schedule: { ...job.schedule, precision } });
  const hash = createHash('sha256');
  for (const numbers of [...final.weights, ...final.biases, Float64Array.from(costs)]) {
    // The bits of a NaN are the only ones that WebAssembly leaves open.
    if (numbers.some(Number.isNaN)) return 'not a number';
    hash.update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  }
  return hash.digest('hex').slice(0, 8);
}
