import type { Parameters } from '../../network/network.ts';
import type { Schedule } from '../schedule.ts';
import { zerosLike } from './pass.ts';

/** Changes the parameters in place by one step along their gradients. */
export type Update = (parameters: Parameters, gradients: Parameters) => void;

/** The update rule of a schedule, with its own memory of earlier steps. */
export function createUpdate(schedule: Schedule, parameters: Parameters): Update {
  const { optimizer, learningRate, layerRates } = schedule;
  const rate = (kind: keyof Parameters, l: number) => learningRate * (layerRates?.[kind]?.[l] ?? 1);
  const step = rule(optimizer, parameters);
  return (target, gradients) => {
    const tick = step.tick();
    for (const kind of ['weights', 'biases', 'multipliers'] as const)
      target[kind]?.forEach((p, l) => {
        step.apply(kind, l, p, gradients[kind]![l]!, rate(kind, l), tick);
      });
  };
}

interface Rule {
  /** Counts the steps, from 1. */
  tick(): number;
  apply(kind: keyof Parameters, l: number, p: Float64Array, g: Float64Array, rate: number, t: number): void;
}

function rule(optimizer: Schedule['optimizer'], parameters: Parameters): Rule {
  let t = 0;
  const tick = () => ++t;
  switch (optimizer.name) {
    case 'sgd':
      return {
        tick,
        apply(_kind, _l, p, g, rate) {
          for (let j = 0; j < p.length; j++) p[j]! -= rate * g[j]!;
        },
      };
    case 'momentum':
    case 'nesterov':
      return momentumRule(optimizer.momentum, optimizer.name === 'nesterov', parameters, tick);
    case 'adam':
      return adamRule(optimizer, parameters, tick);
  }
}

/** v = μ v + g; p −= η v, or with Nesterov's look ahead p −= η (g + μ v). */
function momentumRule(momentum: number, nesterov: boolean, parameters: Parameters, tick: () => number): Rule {
  const velocity = zerosLike(parameters);
  return {
    tick,
    apply(kind, l, p, g, rate) {
      const v = velocity[kind]![l]!;
      for (let j = 0; j < p.length; j++) {
        v[j] = momentum * v[j]! + g[j]!;
        p[j]! -= rate * (nesterov ? g[j]! + momentum * v[j]! : v[j]!);
      }
    },
  };
}

/** Kingma & Ba 2015, algorithm 1; ε is added after the bias correction. */
function adamRule(
  { beta1, beta2, epsilon }: { beta1: number; beta2: number; epsilon: number },
  parameters: Parameters,
  tick: () => number,
): Rule {
  const first = zerosLike(parameters);
  const second = zerosLike(parameters);
  return {
    tick,
    apply(kind, l, p, g, rate, t) {
      const m = first[kind]![l]!;
      const v = second[kind]![l]!;
      const correct1 = 1 - beta1 ** t;
      const correct2 = 1 - beta2 ** t;
      for (let j = 0; j < p.length; j++) {
        m[j] = beta1 * m[j]! + (1 - beta1) * g[j]!;
        v[j] = beta2 * v[j]! + (1 - beta2) * g[j]! * g[j]!;
        p[j]! -= (rate * (m[j]! / correct1)) / (Math.sqrt(v[j]! / correct2) + epsilon);
      }
    },
  };
}
