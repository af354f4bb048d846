// Plants faults in our own sources, one at a time in a copy, and shows which claims turn red: `npm run faults`.
// A fault that no claim notices is a gap, and ends this with 1.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { standing } from '../dist/results/standing.js';
import { faults } from './faults-in-sources.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const copied = ['.ci', 'experiments', 'src', 'package.json', 'tsconfig.json', 'dist'];
const wanted = process.argv.slice(2);

const chosen = faults.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
if (chosen.length === 0) {
  console.error(`unknown fault: ${wanted.join(' ')} (expected a part of one of these names)`);
  for (const { name } of faults) console.error(`  ${name}`);
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'initproof-faults-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
for (const path of copied) cpSync(join(root, path), join(scratch, path), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));

let unnoticed = 0;
for (const fault of chosen) {
  const red = redClaims(fault);
  if (red.length === 0) unnoticed++;
  console.log(
    `${red.length > 0 ? 'caught ' : 'MISSED '} ${fault.name}: ${red.join(', ') || 'no claim is red'}`,
  );
}
console.log(`${chosen.length - unnoticed} of ${chosen.length} faults were caught`);
process.exit(unnoticed > 0 ? 1 : 0);

/** The claims that break their record with the fault in place. */
function redClaims({ name, file, right, wrong, claims }) {
  const path = join(scratch, file);
  const sound = readFileSync(path, 'utf8');
  if (sound.split(right).length !== 2)
    throw new Error(
      `cannot plant "${name}": its text stands ${sound.split(right).length - 1} times in ${file}`,
    );
  try {
    writeFileSync(
      path,
      sound.replace(right, () => wrong),
    );
    run('npm', ['run', 'build']);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['dist/cli/main.js', 'run', ...claims, '--no-cache', '--json', '--out', join(scratch, 'report')],
      { cwd: scratch, encoding: 'utf8', maxBuffer: 2 ** 28 },
    );
    if (status === 0) return [];
    if (status !== 1) throw new Error(`"${name}" ended the run with ${status}: ${stderr}`);
    const results = JSON.parse(stdout);
    return results.claims.filter((claim) => standing(claim) === 'breaks').map(({ id }) => id);
  } finally {
    writeFileSync(path, sound);
  }
}

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: scratch, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stdout}${stderr}`);
}
