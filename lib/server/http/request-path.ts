/** The request header in which proxy.ts passes pages their own path and query; a client's value is overwritten. */
export const requestPathHeader = "x-gatehouse-path";

/** A part of a path decoded; unchanged if it is not well encoded, in which case it names nothing here. */
export function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
