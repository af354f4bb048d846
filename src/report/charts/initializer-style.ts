import type { ArmRecord } from '../../results/schema.ts';

/** How an initializer looks on every page: a colour, and a dash and a mark for those who do not see it. */
export interface InitializerStyle {
  readonly color: string;
  readonly dash: readonly number[];
  /** A Vega symbol name or an SVG path in the unit square. */
  readonly mark: string;
  readonly filled: boolean;
}

export interface ArmStyle extends InitializerStyle {
  readonly name: string;
  readonly label: string;
}

const diagonalCross = 'M-.8,-.8L.8,.8M.8,-.8L-.8,.8';
const plus = 'M-1,0L1,0M0,-1L0,1';

export const initializerStyles = {
  he: { color: 'var(--he)', dash: [], mark: 'circle', filled: true },
  large: { color: 'var(--large)', dash: [10, 4], mark: 'square', filled: true },
  zeros: { color: 'var(--zeros)', dash: [2, 3], mark: diagonalCross, filled: false },
  small: { color: 'var(--small)', dash: [5, 3], mark: 'circle', filled: false },
  unit: { color: 'var(--unit)', dash: [8, 3, 2, 3], mark: 'triangle-up', filled: true },
  glorot: { color: 'var(--glorot)', dash: [], mark: 'diamond', filled: true },
  lecun: { color: 'var(--lecun)', dash: [], mark: 'square', filled: false },
  other: { color: 'var(--other)', dash: [], mark: plus, filled: false },
} satisfies Record<string, InitializerStyle>;

export type InitializerFamily = keyof typeof initializerStyles;

/** The family of an initializer spec (`"he"`, `["normal", { "std": 10 }]`): what the page's colours tell apart. */
export function initializerFamily(init: ArmRecord['init']): InitializerFamily {
  const [id, params] = Array.isArray(init) ? init : [init, null];
  if (typeof id !== 'string') return 'other';
  if (id === 'zeros' || id === 'ones' || id === 'constant') return 'zeros';
  if (id === 'he' || id === 'he-uniform') return 'he';
  if (id.startsWith('glorot')) return 'glorot';
  if (id.startsWith('lecun') || id.startsWith('pytorch')) return 'lecun';
  if (id !== 'normal') return 'other';
  const std = params !== null && typeof params === 'object' && !Array.isArray(params) ? params?.std : null;
  if (typeof std !== 'number') return 'unit';
  return std >= 3 ? 'large' : std <= 0.3 ? 'small' : 'unit';
}

/** Dashes for more arms of one family, and marks that are no initializer's own. */
const spareDashes = [[10, 4], [2, 3], [5, 3], [8, 3, 2, 3], []];
const spareMarks = ['triangle-down', 'triangle-right', 'cross', 'triangle-left'];

/**
 * Styles of a claim's arms. Two arms of one family share its colour but neither dash nor mark: the family's own are the
 * arm's in which nothing differs, and others take none that is another's own, so that one dash says one thing.
 */
export function armStyles(arms: readonly ArmRecord[]): ArmStyle[] {
  const own = arms.map(({ init }) => initializerStyles[initializerFamily(init)]);
  const taken = new Map<ArmRecord, ArmStyle>();
  for (const arm of arms.toSorted((a, b) => Number(a.differs !== null) - Number(b.differs !== null))) {
    const style = initializerStyles[initializerFamily(arm.init)];
    const kin = [...taken.values()].filter((other) => other.color === style.color);
    const isFree = (dash: readonly number[]) => !kin.some((other) => String(other.dash) === String(dash));
    const isNobodys = (dash: readonly number[]) => !own.some((other) => String(other.dash) === String(dash));
    const spares = spareDashes.filter(isFree);
    const dash = isFree(style.dash) ? style.dash : (spares.find(isNobodys) ?? spares[0] ?? style.dash);
    const mark = kin.some((other) => other.mark === style.mark)
      ? (spareMarks.find((spare) => !kin.some((other) => other.mark === spare)) ?? style.mark)
      : style.mark;
    taken.set(arm, { ...style, dash, mark, name: arm.name, label: arm.label });
  }
  return arms.map((arm) => taken.get(arm)!);
}

/** Vega-Lite channels that draw the field `arm` in its style. */
export function armChannels(styles: readonly ArmStyle[]) {
  const channel = (range: readonly unknown[]) => ({
    field: 'arm',
    type: 'nominal',
    legend: null,
    scale: { domain: styles.map((style) => style.name), range },
  });
  return {
    stroke: channel(styles.map((style) => style.color)),
    fill: channel(styles.map((style) => (style.filled ? style.color : 'var(--paper)'))),
    strokeDash: channel(styles.map((style) => (style.dash.length > 0 ? style.dash : [1, 0]))),
    shape: channel(styles.map((style) => style.mark)),
  };
}
