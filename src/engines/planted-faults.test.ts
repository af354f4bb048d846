import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { Deviation, training, tried } from './contract-laws-fixture.ts';
import { parties } from './contract-parties-fixture.ts';
import type { Engine } from './engine.ts';
import { compiled } from './fused/compile-fixture.ts';
import { type PlantedFault, plantedFaults } from './planted-faults-fixture.ts';
import type { EngineId } from './registry.ts';

// The contract has to see a fault in every engine. A fault is planted in a copy of the engines' own source, which is
// compiled and imported from there; the copy lies in the project, where packages and the transformer find it.

const cache = new URL('../../.cache/', import.meta.url);
mkdirSync(cache, { recursive: true });
const copies = pathToFileURL(`${mkdtempSync(fileURLToPath(new URL('planted-faults-', cache)))}/`);
afterAll(() => rmSync(copies, { recursive: true }));

describe.each(Object.keys(plantedFaults) as EngineId[])('%s', (id) => {
  const held = (engine: Engine) =>
    parties
      .filter((party) => party.engine.id === id)
      .map((party) => tried(training, { ...party, engine }, { endOnFailure: true }));

  test('a copy without a fault keeps the contract', async () => {
    for (const { failed } of held(await copyOf(id))) expect(failed).toBe(false);
  });

  test.each(Object.entries(plantedFaults[id]))('%s is seen in every precision', async (_, fault) => {
    const seen = held(await copyOf(id, fault));
    expect(seen.length).toBeGreaterThan(0);
    for (const { errorInstance } of seen) expect(errorInstance).toBeInstanceOf(Deviation);
  });
});

let made = 0;

async function copyOf(id: EngineId, fault?: PlantedFault): Promise<Engine> {
  const copy = new URL(`${made++}/`, copies);
  for (const folder of ['network', 'engines'])
    cpSync(new URL(`../${folder}`, import.meta.url), new URL(folder, copy), { recursive: true });
  if (fault) await plant(fault, new URL('engines/', copy));
  const { engineFrom } = await import(/* @vite-ignore */ fileURLToPath(new URL('engines/registry.ts', copy)));
  return engineFrom(id);
}

async function plant({ file, right, wrong }: PlantedFault, engines: URL): Promise<void> {
  const at = new URL(file, engines);
  const [before, after, ...more] = readFileSync(at, 'utf8').split(right);
  if (after === undefined || more.length > 0)
    throw new Error(`a fault to plant in ${file} does not stand there once: ${right}`);
  writeFileSync(at, `${before}${wrong}${after}`);
  if (file.endsWith('.as.ts'))
    writeFileSync(
      new URL('fused/kernel.wasm', engines),
      await compiled(new URL('fused/kernel.as.ts', engines), '-O1'),
    );
}
