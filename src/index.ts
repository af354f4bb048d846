// The public interface: what an experiment file needs.
export * from './claims/arbitraries.ts';
export { always, type Claim, law, mapped, reproduced, usually } from './claims/claim.ts';
export type { FaultId, Plant } from './claims/faults.ts';
export { gradientDisagreement } from './claims/gradient-disagreement.ts';
export {
  all,
  better,
  exceeds,
  falls,
  infinite,
  near,
  not,
  reached,
  type Score,
  value,
  within,
} from './claims/score.ts';
export { course, glorot2010, he2015, notes, paper, type Source, saxe2014 } from './claims/sources.ts';
export { type Promised, registrySubject, type Shapes, type Subject } from './claims/subject.ts';
export { promisedKernel, promisedMatrix, tensorflowSubject } from './claims/tensorflow-subject.ts';
export type { Points } from './datasets/dataset.ts';
export { bestHalfPlaneAccuracy } from './datasets/half-plane.ts';
export { jobOf, smoothCases } from './engines/drawn-jobs.ts';
export type { Engine } from './engines/engine.ts';
export { committedBits, committedJobs, trainedBits } from './engines/fused/committed-bits.ts';
export { gradientsOf } from './engines/reference/gradients.ts';
export { costOn, logitsOf, preActivationsOf } from './engines/reference/predict.ts';
export { engineFrom } from './engines/registry.ts';
export type { Schedule } from './engines/schedule.ts';
export { type InitializerId, initializers } from './initializers/registry.ts';
export { type InitializerSpec, initializerFrom } from './initializers/spec.ts';
export { uniformBetween, weightsWithin } from './initializers/uniform-between.ts';
export * from './measurements/specs.ts';
export { largestUnitDifference } from './measurements/unit-difference.ts';
export type { Network, Parameters } from './network/network.ts';
export { type Key, rootKey } from './random/key.ts';
export { type Arm, startingParameters } from './training/arm.ts';
export { layerDraws } from './training/job.ts';
export { layerVariances, lsuv } from './training/lsuv.ts';
export type { Setting } from './training/setting.ts';
export { type ShortRun, shortRun } from './training/short-run.ts';
export { claim } from './vitest/claim.ts';
