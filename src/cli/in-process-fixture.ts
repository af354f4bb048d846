import { Command } from 'commander';

/** Runs one command in this process, and gives what it printed: a process of its own takes most of a second to start. */
export async function runHere(add: (program: Command) => void, args: readonly string[]): Promise<string> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  add(program);
  const { write } = process.stdout;
  let printed = '';
  process.stdout.write = (text: string | Uint8Array) => {
    printed += text;
    return true;
  };
  try {
    await program.parseAsync(args, { from: 'user' });
  } finally {
    process.stdout.write = write;
  }
  return printed;
}
