import { exit } from './wrong-use.ts';

/** Does what must be done on Ctrl-C or a stop, once, and ends the process. The function returned calls it off. */
export function onInterrupt(rescue: () => void): () => void {
  const stop = () => {
    rescue();
    process.exit(exit.interrupted);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return () => process.off('SIGINT', stop).off('SIGTERM', stop);
}
