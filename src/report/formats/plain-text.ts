/**
 * Text without what XML forbids and what would turn the reading direction of what follows: controls but line ends and
 * tabs, halves of characters, overrides and isolates.
 */
export const plainText = (text: string): string =>
  text
    .replace(/(?![\n\r\t])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');

/** The same on one line, with nothing in it that Markdown or HTML would read as markup, a mention or a reference. */
export const markdownText = (text: string): string =>
  plainText(text)
    .replace(/\s+/g, ' ')
    .replace(/[&<>"'`*_~|\\[\](){}#$!]/g, (character) => `&#${character.charCodeAt(0)};`)
    // A space without width keeps names from being called and addresses from becoming links.
    .replace(/@|:\/\/|www\./gi, (start) => `${start}\u200b`);
