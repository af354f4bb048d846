import type { Cell, Mapped, Usually } from './claim.ts';
import type { Decision } from './decide.ts';
import { type CellScores, cellRisk, decideCells } from './decide-cells.ts';
import type { Control, MapCell, MapEvidence, Outcome, Verdict } from './evidence.ts';
import { type Fault, type FaultId, faults } from './faults.ts';
import { formatCut } from './format.ts';
import { type Change, observe, scoreKey } from './observe.ts';
import { changeFirstArm, coinScores, mapMeasures } from './plant-usually.ts';
import { howMany, type World } from './world.ts';

/** Decides the cells of a map, and with them the claim; then plants its faults in every cell. */
export async function runMapped(claim: Mapped, world: World): Promise<Outcome> {
  const limits = { cap: howMany(claim.keys, world.size), inAll: howMany(claim.keysInAll, world.size) };
  const decisions = await decideCells(claim, scoresOf(claim, world), limits);
  const cells = decisions.map((decision, i) => mapCell(claim, decision, i));
  const controls: Control[] = [];
  for (const id of claim.faults) controls.push(await plantMapped(id, claim, world, limits.cap));
  return {
    verdict: mapVerdict(cells),
    finding: finding(claim, cells),
    evidence: evidence(claim, decisions[0]!, cells, limits.cap),
    controls,
  };
}

/** A cell as the statistical claim that it is. */
const cellClaim = (
  { x: _x, y: _y, cells: _cells, keysInAll: _all, ...rest }: Mapped,
  cell: Cell,
): Usually => ({
  ...rest,
  ...cell,
  kind: 'usually',
  record: cell.expected ?? 'holds',
  pilot: null,
  show: [],
  layers: [],
});

/** A cell's scores, key by key. Runs are dropped once they are scored: a map has too many to keep. */
function scoresOf(
  claim: Mapped,
  world: World,
  faulty: (cell: Usually) => Usually = (cell) => cell,
  change?: (cell: Usually) => Change,
): CellScores {
  const known = claim.cells.map((): number[] => []);
  return async (cell, keys) => {
    const scores = known[cell]!;
    const missing = Array.from({ length: Math.max(0, keys - scores.length) }, (_, i) => scores.length + i);
    const usual = faulty(cellClaim(claim, claim.cells[cell]!));
    const observed = await observe(usual, world, missing, change?.(usual));
    scores.push(...observed.map((run, i) => scoreKey(usual, run, missing[i]!).score));
    return scores.slice(0, keys);
  };
}

/**
 * Throws of a coin in each cell, whatever the cap of keys: they cost nothing. One that falls an eighth of the time
 * stays open against a cut at ½ after 256 of them with probability 1.3e-13 at α / 42: 5e-12 over 42 cells, where β is 1e-7
 * (`undecidedProbability(1 / 8, 1 / 2, alpha / 42, 256)`).
 */
const throws = 256;

/** A fault is caught when the map then refutes its claim; it is looked at no longer than that takes. */
async function plantMapped(id: FaultId, claim: Mapped, world: World, cap: number): Promise<Control> {
  const fault: Fault = faults[id];
  const verdictWith = (verdicts: readonly Verdict[]) =>
    mapVerdict(verdicts.map((verdict, i) => ({ verdict, expected: claim.cells[i]!.expected ?? null })));
  const cells = claim.cells.map((_, i) => i);
  const stated = cells.filter((i) => claim.cells[i]!.expected);
  const decisions = await decideCells(claim, faultyScores(fault, claim, world), {
    cap: fault.on === 'coin' ? throws : cap,
    inAll: Number.POSITIVE_INFINITY,
    among: stated.length > 0 ? stated : cells,
    enough: (verdicts) => verdictWith(verdicts) === 'refuted',
  });
  const verdicts = decisions.map(({ verdict }) => verdict);
  const looks = decisions.reduce((sum, { keys }) => sum + keys, 0);
  const against = verdicts.filter((verdict, i) => isAgainst(verdict, claim.cells[i]!.expected ?? 'holds'));
  return {
    fault: id,
    description: fault.description,
    caught: verdictWith(verdicts) === 'refuted',
    verdict: verdictWith(verdicts),
    looks,
    finding: `Of ${stated.length > 0 ? stated.length : cells.length} cells looked at ${against.length} turned within ${looks} ${fault.on === 'coin' ? 'throws' : 'keys'}; the first that turns is enough.`,
  };
}

function faultyScores(fault: Fault, claim: Mapped, world: World): CellScores {
  switch (fault.on) {
    case 'coin': {
      const coins = claim.cells.map((cell, i) =>
        coinScores({ ...cellClaim(claim, cell), id: `${claim.id}/${i}` }, world, throws),
      );
      return async (cell, keys) => coins[cell]!.slice(0, keys);
    }
    case 'score':
      return scoresOf(claim, world, (cell) => ({ ...cell, score: fault.apply(cell.score) }));
    case 'measure':
      return scoresOf(claim, world, (cell) => ({ ...cell, score: mapMeasures(cell.score, fault.apply) }));
    default:
      return scoresOf(
        claim,
        world,
        (cell) => cell,
        (cell) => changeFirstArm(fault, cell),
      );
  }
}

const isAgainst = (verdict: Verdict, expected: 'holds' | 'refuted'): boolean =>
  verdict === (expected === 'holds' ? 'refuted' : 'holds');

/** What the cells say of the claim: as expected each, or that it depends. */
function mapVerdict(cells: readonly Pick<MapCell, 'verdict' | 'expected'>[]): Verdict {
  const has = (verdict: Verdict) => cells.some((cell) => cell.verdict === verdict);
  const stated = cells.filter(({ expected }) => expected !== null);
  if (stated.length === 0) {
    if (has('holds') && has('refuted')) return 'holds';
    return has('undecided') ? 'undecided' : 'refuted';
  }
  if (stated.some(({ verdict, expected }) => isAgainst(verdict, expected!))) return 'refuted';
  return stated.every(({ verdict, expected }) => verdict === expected) ? 'holds' : 'undecided';
}

function mapCell({ x, y, cells }: Mapped, { verdict, keys, mean, bounds }: Decision, index: number): MapCell {
  const { expected = null, due = null } = cells[index]!;
  const width = x.values.length;
  return {
    x: x.values[index % width]!,
    y: y.values[Math.floor(index / width)]!,
    verdict,
    expected,
    keys,
    // Of no keys there is no mean; it could lie anywhere.
    mean: keys === 0 ? 0.5 : mean,
    bounds,
    due,
  };
}

function finding({ means, mean }: Mapped, cells: readonly MapCell[]): string {
  const count = (verdict: Verdict) => cells.filter((cell) => cell.verdict === verdict).length;
  const open = count('undecided');
  const left = open === 0 ? 'all are decided' : `${open} ${open === 1 ? 'is' : 'are'} left open`;
  return `${howMuch(mean)} ${means}: yes in ${count('holds')} of ${cells.length} cells, no in ${count('refuted')}; ${left}. ${whatItMakes(cells)}`;
}

/** What a cell asks of its keys: more than half of them, or a mean score on a side of another cut. */
function howMuch(mean: Mapped['mean']): string {
  const [side, cut] = 'above' in mean ? (['above', mean.above] as const) : (['below', mean.below] as const);
  if (cut === 0.5) return `For ${side === 'above' ? 'more' : 'less'} than half of all keys`;
  return `With a mean score ${side} ${formatCut(cut)},`;
}

/** How the answers of the cells make the verdict on the map. */
function whatItMakes(cells: readonly MapCell[]): string {
  const stated = cells.filter(({ expected }) => expected !== null);
  const met = stated.filter(({ verdict, expected }) => verdict === expected).length;
  if (stated.length > 0)
    return `The map claims ${stated.length} of these answers beforehand; ${met} came out so.`;
  const verdict = mapVerdict(cells);
  const found = { holds: 'there are both', refuted: 'there is one alone', undecided: 'only one is seen yet' };
  return `The map claims that there are both answers; ${found[verdict]}.`;
}

function evidence(
  claim: Mapped,
  { cut, side }: Decision,
  cells: readonly MapCell[],
  cap: number,
): MapEvidence {
  const { means, x, y } = claim;
  return { kind: 'map', score: means, cut, side, cap, alpha: cellRisk(cells.length), x, y, cells };
}
