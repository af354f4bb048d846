import { fileURLToPath } from 'node:url';
import { filesBelow, filesHash } from '../training/files-hash.ts';

/** A name for the claims under a folder and for the code that runs them: a run may be resumed only by the same. */
export const codeHash = (experiments: string): string =>
  filesHash(
    [fileURLToPath(new URL('..', import.meta.url)), experiments].flatMap((root) => filesBelow(root, code)),
  );

const code = /(?<!\.d)\.(?:m?[jt]s|wasm|csv)$/;
