/** What a text says as JSON; undefined where it is none, such as a line that was cut off. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
