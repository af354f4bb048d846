import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import { withRescue } from './with-rescue.ts';
import { showWork } from './work.ts';
import { isWrongUse, messageOf, WrongUse } from './wrong-use.ts';

/** What came out, or why nothing could: between threads an error would lose its class. */
export type Answer<Result> = { readonly result: Result } | { readonly refused: string };

/**
 * Calls a function that a built module exports in a thread of its own. Numbers are crunched in one go: meanwhile this
 * thread tells what it is at and hears Ctrl-C, on which nothing is left.
 *
 * @param what is done, for people: `drawing 12 weights`
 * @throws WrongUse with what the function refused
 */
export async function inThread<Result>(
  what: string,
  module: URL,
  name: string,
  argument: object,
): Promise<Result> {
  const work = showWork(process.stderr, what);
  const filename = fileURLToPath(module);
  const pool = new Tinypool({ filename, runtime: 'worker_threads', minThreads: 1, maxThreads: 1 });
  try {
    const answer: Answer<Result> = await withRescue(
      () => pool.run(argument, { name }),
      () => {
        work.stop();
        console.error('interrupted: nothing is written');
      },
    );
    if ('refused' in answer) throw new WrongUse(answer.refused);
    return answer.result;
  } finally {
    work.stop();
    await pool.destroy();
  }
}

/** Makes a function one that `inThread` can call. */
export const answering =
  <Argument, Result>(call: (argument: Argument) => Result | Promise<Result>) =>
  async (argument: Argument): Promise<Answer<Result>> => {
    try {
      return { result: await call(argument) };
    } catch (error) {
      if (isWrongUse(error)) return { refused: messageOf(error) };
      throw error;
    }
  };
