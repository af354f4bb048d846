import type { TestModule } from 'vitest/node';

/** Modules in the order of their paths, so that reports do not depend on which finished first. */
export const inOrder = (modules: readonly TestModule[]): TestModule[] =>
  [...modules].sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1));
