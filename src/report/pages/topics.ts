import { capitalized } from '../../claims/format.ts';

/** Topics of the board in reading order: the first part of a claim's id, and the heading it stands under. */
const topics: readonly (readonly [string, string])[] = [
  ['course', 'The course’s three runs'],
  ['zero', 'Zeros and constants'],
  ['constant', 'Zeros and constants'],
  ['random', 'Random weights'],
  ['large', 'Large values'],
  ['small', 'Small values'],
  ['adam', 'Small values'],
  ['he', 'He'],
  ['seed', 'What one seed proves'],
  ['scale', 'Scale and depth'],
  ['depth', 'Scale and depth'],
  ['dead', 'Pathologies'],
  ['ties', 'Pathologies'],
  ['loss', 'Pathologies'],
  ['orthogonal', 'Other ways to start'],
  ['lecun', 'Other ways to start'],
  ['lsuv', 'Other ways to start'],
  ['mup', 'Other ways to start'],
  ['fixup', 'Other ways to start'],
  ['rezero', 'Other ways to start'],
  ['digits', 'Real data'],
  ['laws', 'Laws of the initializers'],
  ['tensorflow-js', 'Initializers of TensorFlow.js'],
  ['maps', 'Maps'],
  ['engines', 'Engines'],
];

export interface Topic<Item> {
  readonly heading: string;
  readonly anchor: string;
  readonly items: readonly Item[];
}

/** Groups by topic; topics nobody named yet come last, under their own name. */
export function byTopic<Item extends { readonly id: string }>(items: readonly Item[]): Topic<Item>[] {
  const prefix = ({ id }: Item) => id.split('/')[0] ?? id;
  const named = new Map(topics);
  const unknown = items.map(prefix).filter((name) => !named.has(name));
  const order = [
    ...topics,
    ...unknown.map((name) => [name, capitalized(name.replaceAll('-', ' '))] as const),
  ];
  const headings = [...new Set(order.map(([, heading]) => heading))];
  return headings.flatMap((heading) => {
    const prefixes = order.filter((entry) => entry[1] === heading).map(([name]) => name);
    const own = items.filter((item) => prefixes.includes(prefix(item)));
    const anchor = `topic-${prefixes[0] ?? ''}`;
    return own.length > 0 ? [{ heading, anchor, items: own }] : [];
  });
}
