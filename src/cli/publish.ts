import { resolve } from 'node:path';
import { headline } from '../report/pages/headline.ts';
import type { Bench } from '../results/bench.ts';
import type { KeptMaps } from '../results/maps.ts';
import { writeResults } from '../results/results-file.ts';
import type { Results } from '../results/schema.ts';
import { standing } from '../results/standing.ts';
import { claimLine } from './progress.ts';

/** Writes results and report, and says on standard output what came out and where it is. */
export async function publish(
  results: Results,
  out: string,
  json: boolean,
  bench: Bench | null,
  maps: KeptMaps | null,
): Promise<void> {
  const file = resolve(out, 'results.json');
  writeResults(file, results);
  // Charts take a while to load, and most commands draw none.
  const { writeSite } = await import('../report/site.ts');
  await writeSite(results, resolve(out), bench, maps);
  process.stdout.write(
    json ? `${JSON.stringify(results, null, 1)}\n` : summary(results, resolve(out, 'index.html')),
  );
}

function summary({ claims, run }: Results, index: string): string {
  const broken = claims.filter((claim) => standing(claim) === 'breaks');
  const lines = [
    ...claims.map(claimLine),
    '',
    headline(claims),
    broken.length === 0
      ? 'Nothing breaks its record.'
      : `Breaks its record: ${broken.map(({ id }) => id).join(', ')}.`,
    `${(run.durationMs / 1000).toFixed(0)} s, ${run.engine} engine, seed ${run.seed}, ${run.size} size`,
    `report: ${index}`,
  ];
  return `${lines.join('\n')}\n`;
}
