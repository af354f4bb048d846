import type { TestModule } from 'vitest/node';
import { inOrder } from './in-order.ts';
import { withoutColours } from './without-colours.ts';

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

const loadErrors = (module: TestModule): OutsideError[] =>
  [...module.errors(), ...onlyErrors(module)].map((error) => ({
    file: module.relativeModuleId,
    message: withoutColours(error),
  }));

/** What Vitest says where it does not allow it, in our words. */
function onlyErrors({ children }: TestModule): { message: string }[] {
  const errors = [...children.allSuites(), ...children.allTests()].flatMap((task) =>
    'errors' in task ? task.errors() : (task.result().errors ?? []),
  );
  return errors.some(({ message }) => message.includes('Unexpected .only modifier'))
    ? [{ message: 'its .only would leave other claims out (take it away; run takes beginnings of ids)' }]
    : [];
}

function strayError(error: unknown, modules: readonly TestModule[]): OutsideError {
  const { message = String(error), stack = '', VITEST_TEST_PATH: path, cause } = (error ?? {}) as Stray;
  // Files that are loaded in one process are told apart by the stack alone.
  const module =
    modules.find(({ moduleId }) => stack.includes(moduleId)) ??
    modules.find(({ moduleId }) => moduleId === path);
  return { file: module?.relativeModuleId ?? null, message: withoutColours({ message: `${message}${why}` }) };
}

interface Stray {
  readonly message?: string;
  readonly stack?: string;
  readonly VITEST_TEST_PATH?: string;
  readonly cause?: { readonly message?: string } | null;
}
