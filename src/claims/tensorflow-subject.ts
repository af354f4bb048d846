import type { ApplyInitializer, TensorflowInitializer } from '../engines/tensorflow/initializers.ts';
import type { Shape } from '../initializers/fans.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { type InitializerSpec, initializerFrom } from '../initializers/spec.ts';
import { type Dimensions, type Place, type Promised, type Subject, sizeOf } from './subject.ts';

interface Options {
  /** One seed for all weights; else the place's. */
  readonly seed?: number;
  /** With tensors as tfjs-core alone makes them, without the methods that the union package adds. */
  readonly bare?: boolean;
  /** Relative precision of what is promised exactly; half a unit in float32's last place unless said. */
  readonly rounding?: number;
}

/** Half a unit in the last place of a float32, relative to the number. */
const halfUlp = 2 ** -24;

/** An initializer of TensorFlow.js, called with the given arguments and a seed. */
export function tensorflowSubject(
  name: TensorflowInitializer,
  args: Readonly<Record<string, unknown>> = {},
  { seed, bare = false, rounding = halfUlp }: Options = {},
): Subject {
  return {
    label: `tf.initializers.${name}(${shown({ ...args, ...(seed !== undefined && { seed }) })})`,
    rounding,
    seeded: seed === undefined,
    async open() {
      const { tensorflowInitializers } = await import('../engines/tensorflow/initializers.ts');
      const apply: ApplyInitializer = await tensorflowInitializers({ bare });
      return (place, dimensions) => apply(name, { seed: seed ?? seedAt(place), ...args }, dimensions);
    },
  };
}

/** Seeds from 1; the next layer has the next seed, and the next seed the one after. */
const seedAt = ({ seed, layer }: Place): number => 2 * seed + layer;

function shown(args: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(args).map(
    ([name, value]) => `${name}: ${JSON.stringify(value) ?? String(value)}`,
  );
  return entries.length === 0 ? '' : `{ ${entries.join(', ')} }`;
}

/** What one of our initializers promises of a kernel, whose last two dimensions are its inputs and outputs. */
export function promisedKernel(spec: InitializerSpec | Initializer): Promised {
  return promisedAs(spec, kernelShape);
}

/** What one of our initializers promises of a tensor flattened to a matrix: all dimensions but the last are its rows. */
export function promisedMatrix(spec: InitializerSpec | Initializer): Promised {
  return promisedAs(spec, (dimensions) => {
    const columns = dimensions.at(-1)!;
    return [sizeOf(dimensions) / columns, columns];
  });
}

function promisedAs(
  spec: InitializerSpec | Initializer,
  shapeOf: (dimensions: Dimensions) => Shape,
): Promised {
  const { law, draw } = typeof spec === 'object' && 'law' in spec ? spec : initializerFrom(spec);
  return {
    law: (dimensions) => law(shapeOf(dimensions)),
    // A convolution's fans make a larger matrix than its kernel has weights.
    draw: (draws, dimensions) => draw(draws, shapeOf(dimensions)).slice(0, sizeOf(dimensions)),
  };
}

/** Channels last: [size of the window …, inputs, outputs]. A vector counts as so many inputs and outputs. */
function kernelShape(dimensions: Dimensions): Shape {
  const [inputs, outputs] = dimensions.length === 1 ? [dimensions[0]!, dimensions[0]!] : dimensions.slice(-2);
  const window = sizeOf(dimensions.slice(0, -2));
  return [window * outputs!, window * inputs!];
}
