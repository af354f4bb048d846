/** A dense layer's weights: [fanOut, fanIn], row by row; row i holds the weights into unit i. */
export type Shape = readonly [fanOut: number, fanIn: number];

export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** How many inputs a unit of the layer has, and how many units one input feeds. */
export function fans([fanOut, fanIn]: Shape): Fans {
  return { fanIn, fanOut };
}
