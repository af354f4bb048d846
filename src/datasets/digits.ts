import { readFileSync } from 'node:fs';
import { parameters } from '../initializers/parameters.ts';
import { checkCounts } from './counts.ts';
import type { Dataset, Points } from './dataset.ts';

const features = 64;
const darkest = 16;

/**
 * Real handwritten digits, 8×8 pixels from 0 to 1, ten classes, 1,797 images (`digits-notice.md`).
 * The train stream orders them all; the first are for training, the next for testing, so none is in both.
 */
export function digits(given: object = {}): Dataset {
  parameters('digits', given, {});
  return {
    description: 'Handwritten digits, 8 × 8 pixels, ten classes',
    source:
      'E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998, CC BY 4.0',
    features,
    classes: 10,
    split(draws, counts) {
      checkCounts(counts);
      const images = table();
      const asked = counts.train + counts.test;
      if (asked > images.length)
        throw new RangeError(
          `invalid number of points: ${counts.train} train and ${counts.test} test (expected at most ${images.length} together)`,
        );
      const order = draws.train.permutation(images.length);
      const part = (from: number, to: number) =>
        pointsOf(Array.from(order.subarray(from, to), (row) => images[row]!));
      return { train: part(0, counts.train), test: part(counts.train, asked) };
    },
  };
}

/** Rows of 64 pixels, 0 … 16, and the digit. */
type Table = readonly (readonly number[])[];

let read: Table | undefined;

/** The file's rows; read when first asked for. */
function table(): Table {
  read ??= readFileSync(new URL('./digits.csv', import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').map(Number));
  return read;
}

function pointsOf(rows: Table): Points {
  const inputs = new Float64Array(rows.length * features); // [count, 64]
  rows.forEach((row, i) => {
    for (let k = 0; k < features; k++) inputs[i * features + k] = row[k]! / darkest;
  });
  return { count: rows.length, features, inputs, labels: Int32Array.from(rows, (row) => row[features]!) };
}
