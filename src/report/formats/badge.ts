import { makeBadge } from 'badge-maker';
import type { ClaimResult } from '../../results/schema.ts';
import { standing } from '../../results/standing.ts';
import { formatCount } from '../pages/numbers.ts';

/** What shields.io reads from an endpoint, and what the drawing says. */
interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

/** How many claims hold, in the colour of how they stand to their records: refuted on record is no fault. */
export function badge(claims: readonly ClaimResult[]): Badge {
  const ran = claims.filter(({ status }) => status !== 'not-run');
  const holds = ran.filter((claim) => claim.status === 'ran' && claim.verdict === 'holds').length;
  const broken = ran.filter((claim) => standing(claim) === 'breaks').length;
  const counts = `${formatCount(holds)} of ${formatCount(ran.length)} hold`;
  return {
    schemaVersion: 1,
    label: 'claims',
    message:
      ran.length === 0 ? 'none run' : broken > 0 ? `${counts}, ${formatCount(broken)} off record` : counts,
    color: ran.length === 0 ? 'lightgrey' : broken > 0 ? 'red' : 'brightgreen',
  };
}

export function badgeSvg({ label, message, color }: Badge): string {
  return `${makeBadge({ label, message, color, style: 'flat' })}\n`;
}
