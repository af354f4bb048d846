import type { Engine, Job } from '../engines/engine.ts';
import { gradientByTraining, layerErrors } from '../engines/gradient-by-training.ts';
import { gradientsOf } from '../engines/reference/gradients.ts';
import { engineFrom, engines } from '../engines/registry.ts';
import type { Precision } from '../engines/schedule.ts';
import type { Plant } from './faults.ts';

/**
 * How far a layer's gradient may be from the reference engine's, as a share of its norm. A path through the networks
 * drawn has some 200 operations: 200 · 2^−53 = 2.2e-14 and 200 · 2^−24 = 1.2e-5 where nothing cancels.
 */
const tolerances: Readonly<Record<Precision, number>> = { float64: 1e-10, float32: 1e-4 };

let loaded: Promise<readonly Engine[]> | undefined;

/** Every engine but the reference one, loaded once. */
function otherEngines(): Promise<readonly Engine[]> {
  loaded ??= Promise.all(
    Object.keys(engines)
      .filter((id) => id !== 'reference')
      .map(engineFrom),
  );
  return loaded;
}

/**
 * The largest error of a layer's gradient in any engine and precision, against the reference engine, in units of what
 * is allowed there: 1 is the most. A gradient of zeros is to be found as zeros.
 */
export async function gradientDisagreement(job: Job, plant: Plant): Promise<number> {
  const wanted = gradientsOf(job.network, job.start, job.train);
  const shares = (await otherEngines()).flatMap((engine) =>
    engine.precisions.flatMap((precision) =>
      layerErrors(gradientByTraining(plant.engine(engine), precision, job), wanted).map(({ off, size }) =>
        off === 0 ? 0 : off / (tolerances[precision] * size),
      ),
    ),
  );
  return shares.some(Number.isNaN) ? Number.NaN : Math.max(...shares);
}
