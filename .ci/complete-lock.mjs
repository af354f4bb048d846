// `npm ci` refuses a lock file that lacks an optional package of any platform, and `npm install` leaves out those that
// its registry does not list. Run this after a change of dependencies: it writes down what is missing, by name and
// version; npm checks and fetches such a package only on the platform that it is for.
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const platform =
  /(android|darwin|freebsd|linux|win32|openharmony|openbsd|netbsd|sunos|aix|wasm32)[-.]?(x64|arm64|arm|ia32|ppc64|riscv64|s390x|loong64|mips64el|wasi)?/;
const lock = JSON.parse(readFileSync(file, 'utf8'));

for (const [at, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    if (lock.packages[place] || lock.packages[`${at}/${place}`]) continue;
    lock.packages[place] = { version, ...(dev && { dev }), optional: true, ...madeFor(name) };
    console.log(`added ${name} ${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

function madeFor(name) {
  const [, os, cpu] = platform.exec(name) ?? [];
  if (!os) return {};
  if (os === 'wasm32') return { cpu: ['wasm32'] };
  const libc = os === 'linux' ? { libc: [name.includes('musl') ? 'musl' : 'glibc'] } : {};
  return { os: [os], ...(cpu && { cpu: [cpu] }), ...libc };
}
