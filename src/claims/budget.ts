/**
 * How often a run of correct code may go red by chance, declared once. It is shared evenly among all decisions that a
 * run may take: by false ones (α), and by those that stay open although a verdict is on record, or miss a fault (β).
 * The sum of shares bounds the chance of any of them, however the decisions depend on each other. The number of decisions
 * has room for some more claims; src/results/budget.check.ts counts those that a run took.
 */
export const budget = { redByChance: 1e-4, decisions: 500 } as const;

/** α of one decision: it says "holds" of a false claim, and "refuted" of a true one, with at most this probability. */
export const alpha = budget.redByChance / budget.decisions / 2;

/** β of one decision: at the effect its pilot saw, it stays undecided with at most this probability. */
export const beta = budget.redByChance / budget.decisions / 2;

/** The decisions a law takes: its own and one a fault, where anything is drawn. */
export const lawDecisionsOf = (law: {
  readonly pools: readonly unknown[];
  readonly faults: readonly unknown[];
}): number => (law.pools.length === 0 ? 0 : 1 + law.faults.length);

/** The decisions a map takes: one for all its cells, and one a fault. */
export const mapDecisionsOf = ({ faults }: { readonly faults: readonly unknown[] }): number =>
  1 + faults.length;

/** The decisions a statistical claim takes: its own, one a fault, one for its twin. */
export const decisionsOf = ({ faults }: { readonly faults: readonly unknown[] }): number => faults.length + 2;
