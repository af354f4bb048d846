#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addComment } from './comment.ts';
import { addDoctor } from './doctor.ts';
import { addExplain } from './explain.ts';
import { addList } from './list.ts';
import { addMerge } from './merge.ts';
import { addPilot } from './pilot.ts';
import { addPublish } from './publish.ts';
import { addReplay } from './replay.ts';
import { addReport } from './report.ts';
import { addRun } from './run.ts';
import { addSample } from './sample.ts';
import { addTrain } from './train.ts';
import { exit, isWrongUse, messageOf } from './wrong-use.ts';

// claims (experiments/) ─ run ─→ claims.jsonl ─→ results.json ─ report ─→ the site.
// The other commands look at one thing: a claim, a training run, an initializer, this machine.

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

const program = new Command('initproof')
  .description('Proves claims about neural-network weight initialization, and publishes the proof.')
  .version(version)
  .showHelpAfterError('(initproof <command> --help tells what it takes)')
  .configureHelp({ showGlobalOptions: true })
  .addHelpText('after', '\nExit codes: 0 all on record, 1 something breaks its record, 2 wrong use.')
  .exitOverride();

for (const add of [
  addRun,
  addMerge,
  addReport,
  addPublish,
  addComment,
  addList,
  addExplain,
  addReplay,
  addPilot,
  addTrain,
  addSample,
  addDoctor,
])
  add(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  // Help and version end here too, with code 0; commander has printed its message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exit.wrongUse;
  if (!isWrongUse(error)) throw error;
  console.error(`initproof: ${messageOf(error)}`);
  return exit.wrongUse;
}
