// tsc copies no assets: templates, stylesheets, the pages’ script, data and schemas follow the compiled code into dist/.
import { chmodSync, cpSync, statSync } from 'node:fs';
import { extname } from 'node:path';

const assets = new Set(['.hbs', '.css', '.js', '.csv', '.md', '.py', '.wasm']);
cpSync('src', 'dist', {
  recursive: true,
  filter: (path) => (statSync(path).isDirectory() ? !path.endsWith('golden') : assets.has(extname(path))),
});

// npx makes a command executable when it first sees a folder, and not again when that folder was built anew.
chmodSync('dist/cli/main.js', 0o755);
