import type { Command } from 'commander';
import { WrongUse } from './wrong-use.ts';

/** Refuses options, by their names, that were given though they do nothing without what they need. */
export function refuseIdle(command: Command, names: readonly string[], needed: string): void {
  const idle = names.find((name) => command.getOptionValueSource(name) === 'cli');
  if (idle !== undefined)
    throw new WrongUse(
      `invalid option: --${idle} does nothing without ${needed} (add that, or leave --${idle} out)`,
    );
}
