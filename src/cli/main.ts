#!/usr/bin/env node
import { initproof } from './program.ts';

await initproof(process.argv.slice(2));
