import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { comment, commentDue, commentMark } from '../report/formats/comment.ts';
import { changesSince } from '../results/changes.ts';
import { readResults } from '../results/results-file.ts';
import { readDataBranch } from './data-branch.ts';
import { branchOption, repositoryOption } from './data-branch-options.ts';
import { defaultResults } from './defaults.ts';
import { ownComment, type PullRequestHead, pullRequestOf, putComment } from './github.ts';
import { refuseIdle } from './idle-options.ts';
import { webAddress } from './options.ts';
import { WrongUse } from './wrong-use.ts';

interface CommentOptions {
  readonly results: string;
  readonly repository: string;
  readonly branch: string;
  readonly url?: string;
  readonly to?: string;
  readonly head?: string;
  readonly sha?: string;
}

export function addComment(program: Command): void {
  program
    .command('comment')
    .description(
      'tell a pull request what its run changed, in one comment, only where a verdict or a drift did',
    )
    .option('--results <file>', 'the results of the pull request’s run', defaultResults)
    .addOption(repositoryOption().makeOptionMandatory())
    .addOption(branchOption())
    .option('--url <address>', 'where the report of the run is', webAddress)
    .option(
      '--to <owner/name>',
      'the repository on GitHub to comment in; without it the comment is printed',
      named,
    )
    .option('--head <owner:branch>', 'where the pull request comes from')
    .option('--sha <commit>', 'its commit that was run')
    .action(tell);
}

async function tell(options: CommentOptions, command: Command): Promise<void> {
  if (options.to === undefined) refuseIdle(command, ['head', 'sha'], '--to');
  const results = readResults(resolve(options.results));
  const history = await readDataBranch(options);
  const since = changesSince(history, results);
  const body = comment(results, since, options.url ?? null);
  const due = commentDue(since);
  const pull = pullRequestFrom(options);
  if (pull === null)
    process.stdout.write(due ? body : 'no comment is due: no verdict and no drift changed\n');
  else process.stdout.write(`${await post(pull, body, due)}\n`);
}

function pullRequestFrom({ to, head, sha }: CommentOptions): PullRequestHead | null {
  if (to === undefined) return null;
  if (!head || !sha) throw new WrongUse('missing pull request: --to needs --head and --sha, too');
  return { repository: to, head, sha };
}

/** One comment, updated in place; where there is none yet, only when it is due. */
async function post(head: PullRequestHead, body: string, due: boolean): Promise<string> {
  const pull = await pullRequestOf(head);
  if (pull === null) return 'no comment: no open pull request ends with this commit';
  const earlier = await ownComment(head.repository, pull, commentMark);
  if (earlier === null && !due) return 'no comment is due: no verdict and no drift changed';
  await putComment(head.repository, pull, earlier, body);
  return `pull request ${pull}: comment ${earlier === null ? 'written' : 'updated'}`;
}

function named(text: string): string {
  if (!/^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(text))
    throw new InvalidArgumentError('Expected a repository, e.g. owner/name.');
  return text;
}
