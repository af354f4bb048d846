import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { ClaimResult, Results } from '../../results/schema.ts';
import { breach, standing } from '../../results/standing.ts';
import { breakSentence } from '../pages/headline.ts';

const file = new URL('../templates/junit.xml.hbs', import.meta.url);
const template = Handlebars.create().compile(readFileSync(file, 'utf8'), { strict: true });

/**
 * The run as JUnit's XML: a suite a topic, a case a claim. A break with the record fails, whatever the verdict.
 *
 * @param results with texts that are plain: XML cannot carry every character
 */
export function junit({ run, claims }: Results): string {
  const topics = [...new Set(claims.map(topicOf))];
  const suites = topics.map((name) => {
    const cases = claims.filter((claim) => topicOf(claim) === name).map(caseOf);
    return { name, counts: countsOf(cases), time: seconds(cases.map(({ durationMs }) => durationMs)), cases };
  });
  const cases = suites.flatMap((suite) => suite.cases);
  const time = seconds([run.durationMs]);
  return template({ counts: countsOf(cases), time, timestamp: run.startedAt.replace(/\.\d+Z$/, ''), suites });
}

const topicOf = ({ id }: ClaimResult): string => id.split('/')[0] ?? id;

function caseOf(claim: ClaimResult) {
  const durationMs = claim.status === 'ran' ? claim.durationMs : 0;
  const failed = claim.status === 'ran' && standing(claim) === 'breaks';
  return {
    name: claim.id,
    durationMs,
    time: seconds([durationMs]),
    error: claim.status === 'failed' ? { message: 'the test broke', text: claim.error } : null,
    failure: failed ? { message: breakSentence(claim) ?? '', text: breach(claim) } : null,
    skipped: claim.status === 'not-run' ? claim.reason : null,
    said: claim.status === 'ran' ? `${claim.verdict}: ${claim.finding}` : null,
  };
}

function countsOf(cases: readonly ReturnType<typeof caseOf>[]) {
  const having = (name: 'failure' | 'error' | 'skipped') => cases.filter((one) => one[name] !== null).length;
  return {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
  };
}

const seconds = (durationsMs: readonly number[]): string =>
  (durationsMs.reduce((sum, ms) => sum + ms, 0) / 1000).toFixed(3);
