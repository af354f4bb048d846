import { filledWith } from './constant.ts';
import type { Initializer } from './initializer.ts';
import { parameters } from './parameters.ts';

/** Every weight 0. */
export function zeros(given: object = {}): Initializer {
  parameters('zeros', given, {});
  return filledWith(0, {
    label: 'zeros',
    source: 'Initialization notes, “zero init”: np.zeros((x_dim, y_dim))',
  });
}
