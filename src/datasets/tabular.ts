import { readFileSync } from 'node:fs';
import { checkCounts } from './counts.ts';
import type { Dataset, Points } from './dataset.ts';

interface Tabular extends Pick<Dataset, 'description' | 'source' | 'features' | 'classes'> {
  /** Comma-separated, with a line of names; beside this file. */
  readonly file: string;
  /** What the rows are, for messages. */
  readonly rows: string;
  /** One number from a cell of a feature's column. */
  readonly feature: (cell: string) => number;
  /** The class from the last cell. */
  readonly label: (cell: string) => number;
}

/** Numbers of a row, then its class. */
type Table = readonly (readonly number[])[];

/**
 * A set of rows that are there already. The train stream orders them all; the first are for training, the next for
 * testing, so none is in both.
 */
export function tabular({ file, rows, feature, label, ...described }: Tabular): Dataset {
  const { features } = described;
  return {
    ...described,
    split(draws, counts) {
      checkCounts(counts);
      const table = read(file, (cells) => [...cells.slice(0, -1).map(feature), label(cells.at(-1)!)]);
      const asked = counts.train + counts.test;
      if (asked > table.length)
        throw new RangeError(
          `invalid number of points: ${counts.train} train and ${counts.test} test (expected at most ${table.length} ${rows} together)`,
        );
      const order = draws.train.permutation(table.length);
      const part = (from: number, to: number) =>
        pointsOf(
          Array.from(order.subarray(from, to), (row) => table[row]!),
          features,
        );
      return { train: part(0, counts.train), test: part(counts.train, asked) };
    },
  };
}

const tables = new Map<string, Table>();

/** A file's rows; read when first asked for. */
function read(file: string, parse: (cells: readonly string[]) => readonly number[]): Table {
  const known = tables.get(file);
  if (known) return known;
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1);
  const table = lines.map((line) => parse(line.split(',')));
  tables.set(file, table);
  return table;
}

function pointsOf(rows: Table, features: number): Points {
  const inputs = new Float64Array(rows.length * features); // [count, features]
  rows.forEach((row, i) => {
    inputs.set(row.slice(0, features), i * features);
  });
  return { count: rows.length, features, inputs, labels: Int32Array.from(rows, (row) => row[features]!) };
}
