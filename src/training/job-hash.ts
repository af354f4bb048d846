import { createHash } from 'node:crypto';
import type { Points } from '../datasets/dataset.ts';
import type { Job } from '../engines/engine.ts';
import { canonicalJson } from './setting.ts';

/** SHA-256 of the job's canonical bytes: what is plain as JSON, arrays as little-endian numbers with their lengths. */
export function jobHash({ network, schedule, start, train, test, order }: Job): string {
  const hash = createHash('sha256').update(
    canonicalJson({ network, schedule, train: shapeOf(train), test: shapeOf(test) }),
  );
  const { weights, biases, multipliers = [] } = start;
  const arrays = [...weights, ...biases, ...multipliers, ...pointArrays(train), ...pointArrays(test), order];
  for (const array of arrays) {
    hash.update(`|${array?.length ?? 'none'}|`);
    if (array) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
  return hash.digest('hex');
}

const shapeOf = ({ count, features }: Points) => [count, features];

const pointArrays = (points: Points) => [points.inputs, points.labels, points.targets];
