/** Markup with its tags changed; what stands between them is left as it is. */
export const inTags = (markup: string, change: (tag: string) => string): string =>
  markup.replace(/<[a-z][^>]*>/gi, change);
