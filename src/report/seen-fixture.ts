import type { Page } from 'playwright-core';

// What is asked of an open page, in the browser.

/**
 * What a phone would have to scroll sideways for, and whether something is there to read: a heading, one drawing a figure,
 * and without JavaScript no control that does nothing.
 */
export const misfits = (page: Page, scripted: boolean): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const seen = (element) => element.checkVisibility() && element.getClientRects().length > 0;
    const controls = ${scripted} ? [] : [...document.querySelectorAll('input, select, button, kbd')].filter(seen);
    const drawings = (figure) => [...figure.querySelectorAll('.plot svg')].filter(seen).length;
    const figures = [...document.querySelectorAll('figure')].filter((figure) => seen(figure) && drawings(figure) !== 1);
    const injected = document.querySelectorAll('main img, main iframe, main script:not([type="application/json"])');
    return [
      ...(scrollWidth > clientWidth ? ['is ' + scrollWidth + ' wide'] : []),
      ...(document.querySelector('h1')?.textContent.trim() ? [] : ['has no heading']),
      ...controls.map(({ tagName }) => 'shows a ' + tagName + ' that does nothing'),
      ...figures.map((figure) => 'shows ' + drawings(figure) + ' drawings: ' + figure.textContent.trim().slice(0, 60)),
      ...Array.from(injected, (element) => 'holds ' + element.outerHTML),
    ];
  })()`);

/**
 * Rows of data and dots of a drawing are alike: axe, which takes a second for thousands, gets the first of each. The
 * stylesheet's two schemes differ in colours alone, and so do axe's objections.
 */
export const objections = (rules: 'all' | 'of colour') =>
  `document.querySelectorAll('tbody tr:nth-child(n+5), svg use:nth-child(n+3)').forEach((row) => row.remove());
axe.run(document, { resultTypes: ['violations']${rules === 'all' ? '' : ", runOnly: ['color-contrast', 'link-in-text-block']"} }).then(({ violations }) =>
  violations.map(({ id, help, nodes }) => id + ' (' + help + '): ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')))`;

/** Paper, ink, and each stroke of the first drawing that is one of the stylesheet's colours. */
export const colorsInUse = `(() => {
  const { backgroundColor, color } = getComputedStyle(document.body);
  const lines = [...document.querySelectorAll('figure .plot svg [stroke^="var("]')];
  const named = new Map(lines.map((line) => [line.getAttribute('stroke'), getComputedStyle(line).stroke]));
  return [backgroundColor, color, ...named.values()];
})()`;
