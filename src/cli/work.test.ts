import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { showWork } from './work.ts';

test('where lines stay, one tells what takes its time, and none what is soon over', async () => {
  const written: string[] = [];
  const output = {
    isTTY: false,
    write: (text: string) => written.push(text),
  } as unknown as NodeJS.WriteStream;
  const over = showWork(output, 'drawing 1 weight', undefined, 0);
  over.stop();
  const lasting = showWork(output, 'drawing 9 weights', undefined, 0);
  await setTimeout(20);
  lasting.stop();
  expect(written).toEqual(['drawing 9 weights\n']);
});
