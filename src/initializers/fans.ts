/** A dense layer's weights: [fanOut, fanIn], row by row; row i holds the weights into unit i. */
export type Shape = readonly [fanOut: number, fanIn: number];

export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * How many inputs a unit of the layer has, and how many units one input feeds.
 *
 * @throws RangeError unless both are whole numbers, 1 or more
 */
export function fans([fanOut, fanIn]: Shape): Fans {
  for (const fan of [fanOut, fanIn])
    if (!Number.isInteger(fan) || fan < 1)
      throw new RangeError(`invalid shape: ${fanOut},${fanIn} (expected two whole numbers, 1 or more)`);
  return { fanIn, fanOut };
}
