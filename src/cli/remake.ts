import { lockFolder } from './run-lock.ts';
import { withRescue } from './with-rescue.ts';

/** Makes a folder's report anew, while nobody else writes there. Interrupted before it is written, it stays as it was. */
export const remake = (folder: string, make: () => Promise<void>): Promise<void> =>
  withRescue(
    async () => {
      const unlock = lockFolder(folder);
      await make().finally(unlock);
    },
    () => console.error(`interrupted: ${folder} stays as it was`),
  );
