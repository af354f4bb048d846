import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import { withRescue } from './with-rescue.ts';
import { showWork } from './work.ts';
import { isWrongUse, messageOf, WrongUse } from './wrong-use.ts';

/** What came out, or why nothing could: between threads an error would lose its class. */
export type Answer<Result> = { readonly result: Result } | { readonly refused: string };

interface Watched {
  readonly total?: number;
  readonly rescue?: () => void;
}

/** What a function is handed beside its argument, to tell how far it is. */
export interface Counting {
  readonly count: MessagePort;
}

/**
 * Calls a function that a built module exports in a thread of its own. Numbers are crunched in one go: meanwhile this
 * thread tells what it is at and hears Ctrl-C, on which nothing is left.
 *
 * @param what is done, for people: `drawing 12 weights`
 * @param total that it counts up to, where it does, through the port that it is handed
 * @param rescue what is to be done on Ctrl-C
 * @throws WrongUse with what the function refused
 */
export async function inThread<Result>(
  what: string,
  module: URL,
  name: string,
  argument: object,
  { total, rescue = () => console.error('interrupted: nothing is written') }: Watched = {},
): Promise<Result> {
  const work = showWork(process.stderr, what, total);
  const { port1, port2 } = new MessageChannel();
  port1.on('message', work.done);
  const filename = fileURLToPath(module);
  const pool = new Tinypool({ filename, runtime: 'worker_threads', minThreads: 1, maxThreads: 1 });
  try {
    const answer: Answer<Result> = await withRescue(
      () => pool.run({ ...argument, count: port2 }, { name, transferList: [port2] }),
      () => {
        work.stop();
        rescue();
      },
    );
    if ('refused' in answer) throw new WrongUse(answer.refused);
    return answer.result;
  } finally {
    work.stop();
    port1.close();
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
