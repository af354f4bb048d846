/** The words of a job's table: counts, codes and addresses. */
export enum Word {
  layers,
  widths,
  activation,
  loss,
  optimizer,
  count,
  points,
  targets,
  targetRows,
  batch,
  batchPoints,
  batchTargets,
  order,
  weights,
  biases,
  weightGradients,
  biasGradients,
  z,
  a,
  delta,
  firstMoments,
  secondMoments,
  rates,
  hyper,
  step,
  end,
  total,
  resumed,
  costEvery,
  costs,
  costSteps,
  kept,
  thresholds,
  thresholdCount,
  crossings,
  stopOnceCrossed,
  ended,
  outputs,
}

// @ts-ignore: decorator
@inline
export function at(job: usize, word: Word): i32 {
  return load<i32>(job + (<usize>word << 2));
}

// @ts-ignore: decorator
@inline
export function put(job: usize, word: Word, value: i32): void {
  store<i32>(job + (<usize>word << 2), value);
}

/** Bytes of a row of so many points: padded to a multiple of 16 points. */
// @ts-ignore: decorator
@inline
export function row<T extends number>(count: usize): usize {
  return ((count + 15) & ~15) * sizeof<T>();
}
