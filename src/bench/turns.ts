import type { Outcome } from '../results/bench.ts';
import type { Contestant } from './contestant.ts';
import { type Peer, startPeer } from './peer-process.ts';
import type { Request } from './protocol.ts';

/** A contestant that has loaded a workload, warmed up and computed what it should. */
export interface Ready {
  readonly contestant: Contestant;
  readonly detail: string;
  readonly steps: number;
  /** Of all its processes together. */
  readonly replicates: number;
  readonly cost: number;
  /** What that should be. */
  readonly expected: number;
  /** Trainings a turn, so that a turn takes about as long as every other one’s. */
  readonly times: number;
  readonly peers: readonly Peer[];
}

/**
 * float32 rounds each number by 6e-8; along these runs that moved the cost by 1.2e-5 at most. One step too few moves
 * it by 1.6e-4 (course), 5e-3 (deep) and 6e-3 (digits) in a short run.
 */
const tolerance = 1e-4;

export const isRight = (cost: number | null | undefined, expected: number): cost is number =>
  typeof cost === 'number' && Math.abs(cost - expected) <= tolerance * Math.abs(expected);

/** Starts the contestant’s processes and trains once; an outcome instead where it is not here, broke, or is wrong. */
export async function prepare(
  contestant: Contestant,
  load: Request,
  { steps, expected, seconds, python }: { steps: number; expected: number; seconds: number; python: string },
): Promise<Ready | Outcome> {
  const { id, label, processes, command } = contestant;
  const peers = Array.from({ length: processes }, () => startPeer(command, python));
  const stopped = (outcome: Outcome) => {
    for (const peer of peers) peer.stop();
    return outcome;
  };
  let replicates = 0;
  let detail = '';
  for (const peer of peers) {
    const loaded = await peer.ask(load);
    if ('missing' in loaded) return stopped({ status: 'absent', id, label, reason: loaded.missing });
    if (!('ready' in loaded))
      return stopped({
        status: 'broke',
        id,
        label,
        reason: 'error' in loaded ? loaded.error : 'it did not load',
      });
    replicates += loaded.ready.replicates;
    detail = loaded.ready.detail;
  }
  // Once to compile and warm up, once to see how long a training takes.
  const trained = { contestant, detail, steps, replicates, cost: expected, expected, times: 1, peers };
  await turn(trained);
  const warm = await turn(trained);
  if ('broke' in warm) return stopped({ status: 'broke', id, label, reason: warm.broke });
  if (!isRight(warm.cost, expected))
    return stopped({ status: 'wrong', id, label, detail, cost: warm.cost, expected });
  const times = Math.max(1, Math.round(seconds / warm.seconds));
  return { ...trained, cost: warm.cost, times };
}

/** One turn of a contestant, all its processes at the same time. */
export async function turn({ peers, steps, times }: Ready) {
  const started = performance.now();
  const answers = await Promise.all(peers.map((peer) => peer.ask({ do: 'train', steps, times })));
  const wall = (performance.now() - started) / 1000;
  const measured = answers.flatMap((answer) => ('seconds' in answer ? [answer] : []));
  const [first] = measured;
  if (!first || measured.length < peers.length)
    return { broke: answers.map((answer) => ('error' in answer ? answer.error : 'no time')).join('; ') };
  // Several processes are timed from outside: together they take from the first one’s start to the last one’s end.
  return { seconds: peers.length === 1 ? first.seconds : wall, cost: first.cost ?? null };
}
