#!/usr/bin/env node
import { initproof } from './program.ts';

// Whoever reads no further, such as head, breaks nothing: what is to be written elsewhere is written all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

await initproof(process.argv.slice(2));
