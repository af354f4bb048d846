import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { exit, isWrongUse, messageOf } from './wrong-use.ts';

// claims (experiments/) ─ run ─→ claims.jsonl ─→ results.json ─ report ─→ the site.
// The other commands look at one thing: a claim, a training run, an initializer, this machine.

/** Each is loaded when it is asked for: none waits for what another needs. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  run: async () => (await import('./run.ts')).addRun,
  merge: async () => (await import('./merge.ts')).addMerge,
  report: async () => (await import('./report.ts')).addReport,
  publish: async () => (await import('./publish.ts')).addPublish,
  comment: async () => (await import('./comment.ts')).addComment,
  list: async () => (await import('./list.ts')).addList,
  explain: async () => (await import('./explain.ts')).addExplain,
  replay: async () => (await import('./replay.ts')).addReplay,
  pilot: async () => (await import('./pilot.ts')).addPilot,
  train: async () => (await import('./train.ts')).addTrain,
  sample: async () => (await import('./sample.ts')).addSample,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
};

/** Does what a command line asks for; the exit code is set when it is done. */
export async function initproof(args: readonly string[]): Promise<void> {
  const program = new Command('initproof')
    .description('Proves claims about neural-network weight initialization, and publishes the proof.')
    .version(version())
    .showHelpAfterError('(initproof <command> --help tells what it takes)')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nExit codes: 0 all on record, 1 something breaks its record, 2 wrong use, 130 interrupted.',
    )
    .exitOverride()
    .hook('preAction', (_program, command) => refuseEmpty(command));
  const asked = Object.keys(commands).filter((name) => name === args[0]);
  // Anything else is told of all of them.
  for (const name of asked.length > 0 ? asked : Object.keys(commands)) (await commands[name]!())(program);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** An empty text, as of a variable that is not set, is the beginning of every claim’s id, and names this folder. */
function refuseEmpty(command: Command): void {
  const option = command.options.find((each) => command.getOptionValue(each.attributeName()) === '');
  const what = option ? `the value of option '${option.flags}'` : 'an argument';
  if (option || command.args.includes(''))
    command.error(`error: ${what} is empty (say what is meant, or leave it out)`);
}

const version = (): string =>
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;

function exitCodeOf(error: unknown): number {
  // Help and version end here too, with code 0; commander has printed its message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exit.wrongUse;
  if (!isWrongUse(error)) throw error;
  console.error(`initproof: ${messageOf(error)}`);
  return exit.wrongUse;
}
