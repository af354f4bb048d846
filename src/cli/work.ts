import { Presets, SingleBar } from 'cli-progress';

export interface Work {
  /** So much is done of the total. */
  done(value: number): void;
  stop(): void;
}

/** Where lines stay, what is soon over needs none. */
const usualPatienceMs = 5000;

/** Tells what a command is at: on a terminal by a line that counts and goes when it is over, elsewhere by one line. */
export function showWork(
  output: NodeJS.WriteStream,
  what: string,
  total?: number,
  patienceMs = usualPatienceMs,
): Work {
  if (!output.isTTY) {
    const timer = setTimeout(() => output.write(`${what}\n`), patienceMs);
    return { done: () => {}, stop: () => clearTimeout(timer) };
  }
  const counted = total === undefined ? '' : '{bar} {value} of {total}, ';
  const bar = new SingleBar(
    { format: `${counted}{duration} s · ${what}`, stream: output, hideCursor: true, clearOnComplete: true },
    Presets.shades_grey,
  );
  bar.start(total ?? 1, 0);
  return { done: (value) => bar.update(value), stop: () => bar.stop() };
}
