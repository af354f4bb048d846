// What `npm test` runs. Every step streams its output and is counted in the last line; only a failed build stops the rest.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
process.chdir(fileURLToPath(root));

const scratch = mkdtempSync(join(tmpdir(), 'initproof-test-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const total = { passed: 0, failed: 0, skipped: 0 };
const report = 'reports/latest';

if (!(await step('build', () => once('npm', ['run', 'build'])))) finish();
await step('lint', () => once(bin('biome'), ['ci', ...(process.stdout.isTTY ? [] : ['--colors=off'])]));
await step('types', () => once(bin('tsc'), ['--noEmit', '-p', '.']));
await step('dead code', () => once(bin('knip'), []));
await step('unit tests', () => vitest('unit', []));
await step('claims', claims);
await step('report checks', reportChecks);
finish();

/** Runs a step under its heading and adds its counts; false when anything in it failed. */
async function step(name, run) {
  console.log(`\n== ${name} ==`);
  const started = Date.now();
  const counts = await run();
  for (const kind of Object.keys(total)) total[kind] += counts[kind] ?? 0;
  const outcome = counts.failed > 0 ? 'failed' : 'done';
  console.log(`-- ${name} ${outcome} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return !(counts.failed > 0);
}

function finish() {
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exit(total.failed > 0 ? 1 : 0);
}

/** A command that counts as one. */
async function once(command, args) {
  return (await exitCode(command, args)) === 0 ? { passed: 1 } : { failed: 1 };
}

/** Counts the tests that Vitest ran; a file that broke before its tests, or no tests at all, is a failure too. */
async function vitest(name, args) {
  const file = join(scratch, `${name}.json`);
  const reporters = ['default', 'json', ...(process.env.GITHUB_ACTIONS ? ['github-actions'] : [])];
  const code = await exitCode(bin('vitest'), [
    'run',
    ...args,
    ...reporters.map((reporter) => `--reporter=${reporter}`),
    `--outputFile.json=${file}`,
  ]);
  const { numPassedTests: passed = 0, numFailedTests = 0, ...rest } = readFresh(file, 0) ?? {};
  const brokenFiles = (rest.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = numFailedTests + brokenFiles;
  const skipped = (rest.numPendingTests ?? 0) + (rest.numTodoTests ?? 0);
  const unexplained = failed === 0 && (code !== 0 || passed === 0);
  if (unexplained) console.log(`vitest ended with ${code} and ${passed} tests passed: counted as 1 failure`);
  return { passed, failed: unexplained ? 1 : failed, skipped };
}

/** A claim passes unless its standing is `breaks`. Exit code 0: all on record, 1: red, others: the run itself failed. */
async function claims() {
  const started = Date.now();
  const code = await exitCode(process.execPath, ['dist/cli/main.js', 'run', '--out', report]);
  const results = readFresh(join(report, 'results.json'), started);
  if (!results) {
    console.log(`the run ended with ${code} and left no new ${report}/results.json: counted as 1 failure`);
    return { failed: 1 };
  }
  const { standing } = await import(new URL('dist/results/standing.js', root).href);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const claim of results.claims)
    counts[{ breaks: 'failed', 'not-run': 'skipped' }[standing(claim)] ?? 'passed']++;
  const unexplained = counts.failed === 0 && (code !== 0 || counts.passed === 0 || !results.run.complete);
  if (unexplained) {
    console.log(
      `the run ended with ${code}, ${counts.passed} claims passed, complete: ${results.run.complete}: counted as 1 failure`,
    );
    counts.failed = 1;
  }
  return counts;
}

// Checks of the report that the claims step wrote: src/**/*.check.ts.
async function reportChecks() {
  if (!readdirSync('src', { recursive: true }).some((path) => path.endsWith('.check.ts'))) {
    console.log('there are none: a check of the written report goes to src/**/*.check.ts');
    return {};
  }
  return vitest('checks', ['--config', '.ci/checks.config.mjs']);
}

function bin(name) {
  return join('node_modules', '.bin', name);
}

/** The file's JSON; undefined when it is missing, unreadable or older than `since`. */
function readFresh(file, since) {
  try {
    // File systems keep times more coarsely than the clock does.
    if (statSync(file).mtimeMs < since - 1000) return undefined;
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Runs a command in a process group of its own, so that an interrupt reaches everything it started. */
function exitCode(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
    const stop = (signal) => {
      const kill = (how) => {
        try {
          process.kill(-child.pid, how);
        } catch {
          // Already gone.
        }
      };
      kill(signal);
      setTimeout(() => kill('SIGKILL'), 5000).unref();
      child.once('exit', () => {
        kill('SIGKILL');
        process.exit(signal === 'SIGINT' ? 130 : 143);
      });
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.once(signal, stop);
    const end = (code) => {
      for (const signal of signals) process.off(signal, stop);
      resolve(code);
    };
    child.once('error', (error) => {
      console.log(`${command} could not be started: ${error.message}`);
      end(2);
    });
    child.once('close', (code) => end(code ?? 2));
  });
}
