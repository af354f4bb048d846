/** Keys of the gate; changing it to turn a verdict is forbidden. Seed 0 is the pilot's, from which margins come. */
export const defaultSeed = 1;

/** Where a run writes and a report is looked for. */
export const defaultOut = 'reports/latest';

/** The results of the last run there. */
export const defaultResults = `${defaultOut}/results.json`;

/** Where the bench writes. */
export const defaultBench = 'reports/bench.json';

/** What deep runs found, kept with the claims for every report. */
export const deepFindingsFile = 'experiments/deep.json';

/** Trajectories that need not be trained again, below the folder that a command is given. */
export const cacheFolder = '.cache/initproof';
