// `npm run native`: the native library of @tensorflow/tfjs-node, on which the tensorflow engine runs fastest. The package's
// own installer makes it, else it comes out of a TensorFlow wheel. It may be run again; nothing takes its place that has
// not trained a network.
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What keeps this machine from it, in a sentence. */
class Impossible extends Error {}

const root = fileURLToPath(new URL('..', import.meta.url));
const scope = join(root, 'node_modules/@tensorflow');
const place = join(scope, 'tfjs-node');
const stage = join(scope, `.tfjs-node-${process.pid}`);
const retired = `${stage}-old`;

const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const wanted = `@tensorflow/tfjs-node@${optionalDependencies['@tensorflow/tfjs-node']}`;

/** A TensorFlow that tfjs-node compiles and runs against; of the wheel only the C library and its headers are taken. */
const wheel = {
  requirement:
    'tensorflow-cpu==2.15.1 --hash=sha256:54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26',
  files: [
    '--python-version',
    '311',
    '--platform',
    'manylinux_2_17_x86_64',
    '--platform',
    'manylinux2014_x86_64',
  ],
  libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  headers: /^tensorflow\/include\/(?:tensorflow\/(?:c|core\/platform)|tsl)\/.*\.h$/,
};
/** The wheel of .2 GB, what is taken out of it, and room to spare. */
const bytesNeeded = 1.2e9;
const minute = 60_000;

let steps = 0;
let running;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, interrupted);

try {
  await make();
} catch (error) {
  if (!(error instanceof Impossible)) throw error;
  console.log(`\n${error.message}\nThe tensorflow engine runs without it, on WebAssembly.`);
  process.exitCode = 1;
} finally {
  cleanUp();
}

/** The machines that the wheel is made for; elsewhere the package's own installer is the only way. */
function hasWheel() {
  const { platform, arch, report } = process;
  return platform === 'linux' && arch === 'x64' && Boolean(report.getReport().header.glibcVersionRuntime);
}

async function make() {
  removeLeftOvers();
  step('Is it there already?');
  if (tell(await check(place))) return;

  step(`The installer of ${wanted}: it downloads TensorFlow’s library from its own host.`);
  const installed = existsSync(place);
  const installer = installed ? ['rebuild', '@tensorflow/tfjs-node'] : ['install', '--no-save', wanted];
  const tried = await run('npm', [...installer, '--loglevel=error'], {
    limit: (hasWheel() ? 3 : 30) * minute,
    quiet: true,
  });
  if (tried.failure) console.log(`   ${/Error: (.*)/.exec(tried.output)?.[1] ?? tried.failure}`);
  else if (!existsSync(place)) console.log('   It failed, and npm left the optional package out.');
  if (tell(await check(place))) return;

  step('Can it be made out of a TensorFlow wheel? That takes pip, a C++ compiler and Node’s headers.');
  const tools = await findTools();
  for (const [what, found] of Object.entries(tools)) console.log(`   ${what}: ${found.join(' ')}`);

  if (!existsSync(place)) {
    step(`The package without its installer: ${wanted}.`);
    await must('npm', ['install', '--no-save', '--ignore-scripts', '--loglevel=error', wanted]);
  }
  cpSync(place, stage, {
    recursive: true,
    filter: (path) => !/^\/(?:lib|deps\/lib)$/.test(path.slice(place.length)),
  });

  step(`The wheel, ${wheel.requirement.split(' ')[0]}: 207 MB by pip, which keeps it in its own cache.`);
  const { build, file } = await download(tools.pip);

  step('The library and its headers, out of the wheel.');
  unpack(file, build);

  step('The binding between Node and the library, compiled.');
  await compile(tools.compiler, [join(build, 'tensorflow/include'), ...tools.headers]);
  rmSync(build, { recursive: true });

  step('Does it train?');
  const made = await check(stage);
  if (!tell(made)) throw new Impossible(`What was made does not work, and is removed: ${made.failure}.`);
  takePlace();
  console.log(`   It is in place: ${place}`);
}

function step(title) {
  console.log(`${++steps}. ${title}`);
}

/** Trains a network on the package at `path`, in a process of its own: a library for another processor kills it. */
async function check(path) {
  if (!existsSync(join(path, 'package.json'))) return { failure: 'the package is not installed' };
  const script = join(root, '.ci/train-natively.mjs');
  return run(process.execPath, ['--no-warnings', script, path], { limit: 2 * minute, quiet: true });
}

/** Says what a check found; true where it works. */
function tell({ failure, output }) {
  console.log(`   ${failure ? `No: ${failure}.` : `Yes: ${output.trim().split('\n').at(-1)}`}`);
  return !failure;
}

/** @throws Impossible where something is missing, before anything is changed */
async function findTools() {
  const { platform, arch } = process;
  if (!hasWheel())
    throw new Impossible(
      `Nothing was changed: the wheel is for Linux on x64 with glibc; this is ${platform} ${arch}.`,
    );
  const pip = firstThatRuns([['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']]);
  const named = process.env.CXX?.split(' ');
  const compiler = firstThatRuns([...(named ? [named] : []), ['g++'], ['c++'], ['clang++']]);
  const headers = nodeHeaders();
  const missing = [
    ...(pip ? [] : ['pip']),
    ...(compiler ? [] : ['a C++ compiler (g++)']),
    ...(headers ? [] : ['Node’s headers (node_api.h, in include/node beside bin/node)']),
  ];
  if (missing.length > 0)
    throw new Impossible(`Nothing was changed: this machine lacks ${missing.join(' and ')}.`);
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < bytesNeeded)
    throw new Impossible(
      `Nothing was changed: it takes ${bytesNeeded / 1e9} GB of disk, which are not free here.`,
    );
  return { pip, compiler, headers: [headers] };
}

function firstThatRuns(commands) {
  const runs = ([name, ...args]) => spawnSync(name, [...args, '--version'], { stdio: 'ignore' }).status === 0;
  return commands.find(runs);
}

function nodeHeaders() {
  const configured = spawnSync('npm', ['config', 'get', 'nodedir'], { encoding: 'utf8' }).stdout?.trim();
  const roots = [configured, dirname(dirname(process.execPath))].filter(
    (path) => path && path !== 'undefined',
  );
  return roots.map((path) => join(path, 'include/node')).find((path) => existsSync(join(path, 'node_api.h')));
}

async function download([pip, ...args]) {
  const build = join(stage, 'build');
  mkdirSync(build);
  const requirements = join(build, 'requirements.txt');
  writeFileSync(requirements, wheel.requirement);
  const files = ['--no-deps', '--only-binary=:all:', ...wheel.files, '--require-hashes', '-r', requirements];
  await must(pip, [...args, 'download', '--disable-pip-version-check', ...files, '-d', build], 20 * minute);
  return {
    build,
    file: join(
      build,
      readdirSync(build).find((name) => name.endsWith('.whl')),
    ),
  };
}

function unpack(file, build) {
  // tfjs-node brings it, to unpack what it downloads itself.
  const Zip = createRequire(join(stage, 'package.json'))('adm-zip');
  const libraries = join(stage, 'deps/lib');
  mkdirSync(libraries, { recursive: true });
  for (const entry of new Zip(file).getEntries()) {
    const library = wheel.libraries.find((name) => entry.entryName === `tensorflow/${name}`);
    const target = library ? join(libraries, library) : join(build, entry.entryName);
    if (!library && !wheel.headers.test(entry.entryName)) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, entry.getData());
  }
}

async function compile([compiler, ...args], includes) {
  const target = join(stage, 'lib/napi-v8');
  mkdirSync(target, { recursive: true });
  await must(compiler, [
    ...args,
    ...['-std=c++17', '-O2', '-shared', '-fPIC', '-w'],
    ...['-DNAPI_VERSION=8', '-DNODE_GYP_MODULE_NAME=tfjs_binding', '-DBUILDING_NODE_EXTENSION'],
    ...includes.flatMap((path) => ['-I', path]),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(stage, 'binding', name)),
    ...['-o', join(target, 'tfjs_binding.node'), `-L${join(stage, 'deps/lib')}`],
    ...wheel.libraries.map((name) => `-l:${name}`),
    // Found from the binding, wherever the package stands.
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
  ]);
}

function takePlace() {
  renameSync(place, retired);
  try {
    renameSync(stage, place);
  } catch (error) {
    renameSync(retired, place);
    throw error;
  }
}

async function must(command, args, limit = 10 * minute) {
  const { failure, output } = await run(command, args, { limit });
  if (failure) throw new Impossible(`${output}\nIt stays as it was: ${command} ${failure}.`.trimStart());
}

/** Runs a command in a process group of its own; `failure` says how it ended where that was not well. */
function run(command, args, { limit, quiet = false }) {
  return new Promise((done) => {
    // On Windows npm is a script, which only a shell starts.
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, {
      cwd: root,
      detached: true,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    let output = '';
    let late = false;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (!quiet) process.stdout.write(text.replace(/^(?=.)/gm, '   '));
      });
    const timer = setTimeout(() => {
      late = true;
      end(child);
    }, limit);
    const finish = (failure) => {
      clearTimeout(timer);
      running = undefined;
      done(failure ? { failure, output } : { output });
    };
    child.once('error', (error) => finish(`could not be started (${error.message})`));
    child.once('close', (code, signal) => {
      const last = quiet ? output.trim().split('\n').at(-1) : '';
      if (late) finish(`took longer than ${limit / minute} minutes`);
      else if (signal) finish(`was ended by ${signal}`);
      else finish(code === 0 ? '' : last || `ended with ${code}`);
    });
  });
}

function end(child) {
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // Gone already.
    }
  };
  kill('SIGTERM');
  setTimeout(() => kill('SIGKILL'), 5000).unref();
}

function interrupted(signal) {
  const stop = () => {
    cleanUp();
    console.log('\ninterrupted: what was half-made is removed');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  if (!running) stop();
  running.once('close', stop);
  end(running);
}

function cleanUp() {
  for (const path of [stage, retired]) rmSync(path, { recursive: true, force: true });
}

/** What a killed run left; another one that is still at work keeps its own. */
function removeLeftOvers() {
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const [, pid] = /^\.tfjs-node-(\d+)(?:-old)?$/.exec(name) ?? [];
    if (pid && !lives(Number(pid))) rmSync(join(scope, name), { recursive: true, force: true });
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
