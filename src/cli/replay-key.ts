import type { Usually } from '../claims/claim.ts';
import { observe, scoreKey } from '../claims/observe.ts';
import type { World } from '../claims/world.ts';
import type { Trajectory } from '../engines/engine.ts';
import { measurementFrom } from '../measurements/registry.ts';
import { armFrom, armLabel } from '../training/arm.ts';

/** One key of a claim: what each arm did, what was measured, and the score. */
export async function oneKey(
  claim: Usually,
  world: World,
  key: number,
): Promise<{ text: string; data: unknown }> {
  const [observed] = await observe(claim, world, [key]);
  const row = scoreKey(claim, observed!, key);
  const arms = Object.entries(claim.arms).map(([name, spec]) => {
    const trajectory = observed!.get(name)?.trajectory;
    return {
      arm: name,
      label: armLabel(armFrom(spec)),
      values: row.values
        .filter(({ arm }) => arm === name)
        .map(({ measure, value }) => ({ measure: measurementFrom(JSON.parse(measure)).label, value })),
      costs: trajectory ? trajectory.steps.map((step, i) => ({ step, cost: trajectory.costs[i]! })) : [],
      accuracies: trajectory?.accuracies ?? [],
    };
  });
  const data = { claim: claim.id, key, seed: world.seed, means: claim.means, score: row.score, arms };
  const head = [`${claim.id}, key ${key}, seed ${world.seed}`, `score ${row.score} (1: ${claim.means})`, ''];
  return { data, text: [...head, ...arms.map(told)].join('\n') };
}

interface ArmTold {
  readonly label: string;
  readonly values: readonly { readonly measure: string; readonly value: number | null }[];
  readonly costs: readonly { readonly step: number; readonly cost: number }[];
  readonly accuracies: Trajectory['accuracies'];
}

/** At most about so many costs an arm are told. */
const costsTold = 16;

function told({ label, values, costs, accuracies }: ArmTold): string {
  const stride = Math.ceil(costs.length / costsTold);
  const at = (step: number) => `  step ${String(step).padStart(6)}`;
  return [
    label,
    ...values.map(({ measure, value }) => `  ${measure}: ${value ?? 'not within this run'}`),
    ...costs
      .filter((_, i) => i % stride === 0 || i === costs.length - 1)
      .map(({ step, cost }) => `${at(step)}  cost ${cost}`),
    ...accuracies.map(({ step, train, test }) => `${at(step)}  accuracy ${train} training, ${test} test`),
  ].join('\n');
}
