import { largestOf } from './exact.ts';
import { type Fans, fans, type Shape } from './fans.ts';
import type { Initializer } from './initializer.ts';
import { finite, parameters } from './parameters.ts';
import { shortNumber } from './short-number.ts';

/**
 * `gain` on the diagonal, 0 elsewhere; a rectangular matrix passes on its first min(fanIn, fanOut) inputs.
 * Its law is that of an entry picked at random: the entries differ by place, not by chance.
 */
export function identity(given: { readonly gain?: number } = {}): Initializer {
  const { gain } = parameters('identity', given, { gain: finite(1) });
  return {
    label: gain === 1 ? 'identity' : `identity × ${shortNumber(gain)}`,
    formula: gain === 1 ? 'I' : `${shortNumber(gain)} I`,
    source: 'Keras, Identity; PyTorch, torch.nn.init.eye_',
    law(shape) {
      const { fanIn, fanOut } = denseFans(shape);
      const share = 1 / Math.max(fanIn, fanOut); // min entries of fanIn · fanOut
      return {
        family: 'identity',
        mean: gain * share,
        variance: gain * gain * share * (1 - share),
        support: [Math.min(0, gain), Math.max(0, gain)],
        independent: false,
        exact: {
          measure: `largest entry of W − ${gain === 1 ? 'I' : `${shortNumber(gain)} I`}`,
          deviation: (weights) =>
            largestOf(weights, (w, i) =>
              Math.abs(w - (i % (fanIn + 1) === 0 && i < fanIn * fanIn ? gain : 0)),
            ),
          atMost: 0,
          scale: Math.abs(gain),
        },
      };
    },
    draw(_, shape) {
      const { fanIn, fanOut } = denseFans(shape);
      const weights = new Float64Array(fanOut * fanIn);
      for (let i = 0; i < Math.min(fanIn, fanOut); i++) weights[i * fanIn + i] = gain;
      return weights;
    },
  };
}

/** As in Keras and PyTorch, there is no identity of a convolution. */
function denseFans(shape: Shape): Fans {
  if (shape.length !== 2)
    throw new RangeError(`invalid shape: ${shape.join(',')} (the identity has two whole numbers)`);
  return fans(shape);
}
