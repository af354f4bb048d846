import type { Chart } from './chart.ts';
import { inTags } from './in-tags.ts';

/** A drawing as one of a page's: the ids in it under the name it has there, and its chart's words for who cannot see it. */
export function placed(
  svg: string,
  { title, description }: Pick<Chart, 'title' | 'description'>,
  id: string,
): string {
  const own = inTags(svg, (tag) => tag.replace(/ id="| href="#|url\(#/g, (start) => `${start}${id}-`));
  return own.replace(
    /^<svg ([^>]*)>/,
    (_, attributes: string) =>
      `<svg role="img" aria-labelledby="${id}-title ${id}-desc" ${attributes}>` +
      `<title id="${id}-title">${escapeText(title)}</title><desc id="${id}-desc">${escapeText(description)}</desc>`,
  );
}

const escapeText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
