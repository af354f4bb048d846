import type { Job, Profile } from '../engine.ts';
import { profileOf } from '../profile-of.ts';
import type { Precision } from '../schedule.ts';
import { kernel } from './kernel.ts';
import { layOut } from './layout.ts';

/** What one forward and one backward pass of the kernel show of the network before training. */
export function profile(job: Job, precision: Precision): Profile {
  const { memory, pass32, pass64 } = kernel();
  const layout = layOut(job, precision, memory);
  (precision === 'float32' ? pass32 : pass64)(layout.table);
  const layers = job.network.widths.slice(1).map((_, l) => l);
  return profileOf(job.network, {
    inputs: layout.batch.inputs,
    targets: layout.batch.targets,
    count: layout.batch.count,
    z: layers.map((l) => layout.values('z', l)),
    a: layers.slice(0, -1).map((l) => layout.values('a', l)),
    delta: layers.map((l) => layout.values('delta', l)),
    gradients: layout.gradients(),
    cost: layout.float64(layout.get('costs'), 1)[0]!,
  });
}
