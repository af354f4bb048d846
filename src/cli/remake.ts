import { lockFolder } from './run-lock.ts';
import { withRescue } from './with-rescue.ts';

/** Makes a folder's report anew, while nobody else writes there. Interrupted before it is written, it stays as it was. */
export function remake(folder: string, make: () => Promise<void>): Promise<void> {
  const unlock = lockFolder(folder);
  const rescue = () => console.error(`interrupted: ${folder} stays as it was`);
  return withRescue(make, rescue).finally(unlock);
}
