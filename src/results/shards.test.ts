import { describe, expect, test } from 'vitest';
import { claims, example } from './results-fixture.ts';
import type { ClaimResult, Results } from './schema.ts';
import { mergeShards, type Part, runsInShard } from './shards.ts';
import { ResultsError } from './versioned-file.ts';

const count = 3;
const shardOf = (i: number) => ({ index: (i % count) + 1, count });

/** A shard has run its own claims and says of the others who runs them. */
function part(index: number, change: Partial<Results['run']> = {}): Part {
  const run = {
    ...example.run,
    shard: { index, count },
    command: `npx initproof run --shard ${index}/${count}`,
  };
  return {
    path: `shard-${index}.json`,
    results: {
      ...example,
      run: { ...run, startedAt: `2026-11-23T10:20:3${index}.000Z`, durationMs: 1000 * index, ...change },
      claims: claims.map((claim, i): ClaimResult => {
        const { id, statement, source, record, note, setting, replay } = claim;
        const described = { id, statement, source, record, note, setting, replay };
        return shardOf(i).index === index || claim.status === 'not-run'
          ? claim
          : { status: 'not-run', ...described, reason: runsInShard(shardOf(i)) };
      }),
    },
  };
}

const parts = [part(1), part(2), part(3)];

test('shards in any order make the run they are parts of', () => {
  const { run, claims: merged } = mergeShards([parts[2]!, parts[0]!, parts[1]!]);
  expect(merged).toEqual(claims);
  expect(run).toEqual({ ...example.run, startedAt: '2026-11-23T10:20:33.000Z', durationMs: 3000 });
});

test('a shard that was interrupted makes the whole incomplete', () => {
  expect(mergeShards([part(1), part(2, { complete: false }), part(3)]).run.complete).toBe(false);
});

describe('is refused, in plain words:', () => {
  const { run } = example;
  const whole: Part = { path: 'whole.json', results: example };
  const changed = (change: Partial<Results['run']>) => [part(1), part(2, change), part(3)];
  const other: Part = { ...part(2), results: { ...part(2).results, claims: claims.slice(1) } };
  const twice: Part = { ...part(2), results: { ...part(2).results, claims } };
  const refused: [what: string, parts: readonly Part[], message: string][] = [
    ['nothing', [], 'missing shards: name the results file of each'],
    [
      'another commit',
      changed({ commit: 'abc' }),
      'shard-2.json has another commit than shard-1.json: abc, not none',
    ],
    ['another seed', changed({ seed: 2 }), 'shard-2.json has another seed than shard-1.json: 2, not 1'],
    ['another size', changed({ size: 'deep' }), 'another size than shard-1.json: deep, not standard'],
    [
      'another engine',
      changed({ engine: 'fused' }),
      'another engine than shard-1.json: fused, not reference',
    ],
    [
      'another backend',
      changed({ engineAbout: 'native' }),
      'another backend than shard-1.json: native, not none',
    ],
    ['other code', changed({ code: 'abc' }), 'another code than shard-1.json: abc, not none'],
    [
      'another version',
      changed({ versions: { ...run.versions, initproof: '0.2.0' } }),
      'another version of initproof than shard-1.json: 0.2.0, not 0.1.0',
    ],
    [
      'another split',
      changed({ shard: { index: 2, count: 4 } }),
      'another number of shards than shard-1.json: 4, not 3',
    ],
    ['other claims', [part(1), other, part(3)], 'another set of claims than shard-1.json (merge'],
    ['a whole run', [whole], 'whole.json is no shard but a whole run'],
    ['a missing shard', [part(1), part(3)], 'missing shard 2 of 3'],
    [
      'more missing shards than anyone reads',
      [part(3, { shard: { index: 3, count: 2 ** 40 } })],
      `missing shard 1, 2, 4, 5, 6 and ${2 ** 40 - 6} more of ${2 ** 40} (name`,
    ],
    [
      'a shard twice',
      [part(1), part(2), part(2), part(3)],
      'shard 2 of 3 is there twice, in shard-2.json and',
    ],
    ['a claim twice', [part(1), twice, part(3)], `${claims[0]!.id} ran in more than one shard`],
  ];
  test.each(refused)('%s', (_what, parts, message) => {
    expect(() => mergeShards(parts)).toThrow(ResultsError);
    expect(() => mergeShards(parts)).toThrow(message);
  });
});
