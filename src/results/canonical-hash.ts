import { createHash } from 'node:crypto';
import { canonicalJson } from '../training/setting.ts';

/** A short name for plain data: equal data gives equal names, in whatever order its fields stand. */
export const canonicalHash = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);
