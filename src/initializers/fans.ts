/** A dense layer's weights: [fanOut, fanIn], row by row; row i holds the weights into unit i. */
export type DenseShape = readonly [fanOut: number, fanIn: number];

/** A convolution's kernel, in the order of Keras, JAX and TensorFlow. Its weights, too, are drawn unit by unit. */
export type KernelShape = readonly [height: number, width: number, inChannels: number, outChannels: number];

export type Shape = DenseShape | KernelShape;

export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * How many inputs a unit of the layer has, and how many units one input feeds. In a convolution each channel of the
 * output sees height · width places of each channel of the input, and each place is seen from as many (stride ignored).
 *
 * @throws RangeError unless the shape is of two or four whole numbers, 1 or more
 */
export function fans(shape: Shape): Fans {
  checkShape(shape);
  if (shape.length === 2) return { fanIn: shape[1], fanOut: shape[0] };
  const [height, width, inChannels, outChannels] = shape;
  return { fanIn: height * width * inChannels, fanOut: height * width * outChannels };
}

/** The layer's weights as a matrix: a row of as many inputs as it has for each unit (each channel of the output). */
export function matrixOf(shape: Shape): { readonly units: number; readonly inputs: number } {
  return { units: shape.length === 2 ? shape[0] : shape[3], inputs: fans(shape).fanIn };
}

export function weightCount(shape: Shape): number {
  const { units, inputs } = matrixOf(shape);
  return units * inputs;
}

function checkShape(shape: readonly number[]): void {
  const expected = shape.length === 4 ? 'four' : 'two';
  if ((shape.length !== 2 && shape.length !== 4) || shape.some((size) => !Number.isInteger(size) || size < 1))
    throw new RangeError(`invalid shape: ${shape.join(',')} (expected ${expected} whole numbers, 1 or more)`);
}
