import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
/** What the build compiles the kernel with; before it stand asc, the source, -o and the target. */
const flags: string[] = manifest.scripts.kernel.split(' ').slice(4);

/** The WebAssembly of an AssemblyScript file, compiled as the build compiles the kernel but for how far it is optimized. */
export async function compiled(source: URL, optimize = '-O3'): Promise<Uint8Array> {
  const path = fileURLToPath(source);
  const files = new Map<string, Uint8Array | string>();
  const { error, stderr } = await asc.main(
    [basename(path), '-o', 'out.wasm', ...flags, optimize, '--baseDir', dirname(path)],
    { writeFile: (name, contents) => void files.set(name, contents) },
  );
  if (error) throw new Error(`${path} does not compile: ${stderr}`);
  return files.get('out.wasm') as Uint8Array;
}
