#!/usr/bin/env node
import { initproof } from './program.ts';
import { exit } from './wrong-use.ts';

// What cannot be printed breaks nothing: what is to be written elsewhere is written all the same. That standard error
// takes nothing can be told nobody.
process.stderr.on('error', () => {});
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads no further, such as head, has enough.
  if (error.code === 'EPIPE' || process.listenerCount('exit', incomplete) > 0) return;
  process.once('exit', incomplete);
  console.error(`initproof: standard output takes no more: ${error.message}`);
});

function incomplete(): void {
  process.exitCode ||= exit.wrongUse;
}

await initproof(process.argv.slice(2));
