const places = ['DIR', 'WORK_TREE', 'INDEX_FILE', 'COMMON_DIR', 'OBJECT_DIRECTORY'].map(
  (name) => `GIT_${name}`,
);

/** What git is started with, so that the folder alone says which repository is meant: a hook's variables name another. */
export const gitEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !places.includes(name)));
