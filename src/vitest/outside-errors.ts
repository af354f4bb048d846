import type { TestModule } from 'vitest/node';
import { inOrder } from './in-order.ts';
import { wordsOf } from './words-of.ts';

/** An error outside of any claim: in what a file does when it is loaded, or left behind by something it started. */
export interface OutsideError {
  /** From the folder that was looked through; null where nothing says which file it came from. */
  readonly file: string | null;
  readonly message: string;
}

/** @param stray what nobody waited for and nothing caught, as Vitest tells of it */
export function outsideErrors(modules: readonly TestModule[], stray: readonly unknown[]): OutsideError[] {
  const all = [...inOrder(modules).flatMap(loadErrors), ...stray.map((error) => strayError(error, modules))];
  const told = new Map(all.map((error) => [withItsFile(error), error]));
  const telling = [...told.values()].filter(({ message }) => !message.startsWith('[vitest-worker]'));
  // That a process could not tell all of an error is worth a word only where it told nothing.
  return telling.length > 0 ? telling : [...told.values()];
}

/** As messages tell it. */
export const withItsFile = ({ file, message }: OutsideError): string =>
  file === null ? message : `${file}: ${message}`;

/** Of files as they are loaded, and of what groups of claims do before and after them. */
function loadErrors(module: TestModule): OutsideError[] {
  const { children } = module;
  const ofGroups = [...children.allSuites()].flatMap((group) => group.errors());
  const ofTests = [...children.allTests()].flatMap((test) => test.result().errors ?? []);
  const others = [...module.errors(), ...ofGroups].filter((error) => !isOnly(error)).map(wordsOf);
  const only = [...ofGroups, ...ofTests].some(isOnly) ? [onlyRefused] : [];
  return [...others, ...only].map((message) => ({ file: module.relativeModuleId, message }));
}

/** What Vitest says where .only is not allowed, and what we say. */
const isOnly = (error: unknown): boolean => wordsOf(error).includes('Unexpected .only modifier');
const onlyRefused = 'its .only would leave other claims out (take it away; run takes beginnings of ids)';

function strayError(error: unknown, modules: readonly TestModule[]): OutsideError {
  const { stack, VITEST_TEST_PATH: path, cause } = (error ?? {}) as Stray;
  // Files that are loaded in one process are told apart by the stack alone.
  const module =
    modules.find(({ moduleId }) => typeof stack === 'string' && stack.includes(moduleId)) ??
    modules.find(({ moduleId }) => moduleId === path);
  const why = cause ? ` (${wordsOf(cause)})` : '';
  return { file: module?.relativeModuleId ?? null, message: `${wordsOf(error)}${why}` };
}

interface Stray {
  readonly stack?: unknown;
  readonly VITEST_TEST_PATH?: unknown;
  readonly cause?: unknown;
}
