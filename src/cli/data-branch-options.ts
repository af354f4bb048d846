import { InvalidArgumentError, Option } from 'commander';

/** Where the history of all runs is kept. */
export const repositoryOption = () =>
  new Option('--repository <place>', 'the repository that keeps the history of runs: a path or an address');

export const branchOption = () =>
  new Option('--branch <name>', 'its branch that holds nothing else')
    .argParser(branchName)
    .default('gh-data');

function branchName(text: string): string {
  if (!/^[A-Za-z0-9][\w./-]*$/.test(text) || text.includes('..'))
    throw new InvalidArgumentError('Expected the name of a branch.');
  return text;
}
