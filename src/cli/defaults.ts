/** Where a run writes and a report is looked for. */
export const defaultOut = 'reports/latest';

/** The results of the last run there. */
export const defaultResults = `${defaultOut}/results.json`;

/** The history of runs, beside their results or on a branch of its own. */
export const historyName = 'history.jsonl';

/** What deep runs found, kept with the claims for every report. */
export const deepFindingsFile = 'experiments/deep.json';

/** Trajectories that need not be trained again, below the folder that a command is given. */
export const cacheFolder = '.cache/initproof';
