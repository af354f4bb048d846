import { expect, test } from 'vitest';
import { showProgress } from './progress.ts';

test('what claims print has its colours on a terminal alone', () => {
  let said = '';
  const pipe = {
    isTTY: false,
    write: (text: string) => {
      said += text;
    },
  };
  showProgress(pipe as unknown as NodeJS.WriteStream, 1).printed?.('\u001b[31mred\u001b[39m\n');
  expect(said).toBe('red\n');
});
