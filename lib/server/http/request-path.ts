/** The request header in which proxy.ts tells pages their own path and query; whatever a client sends is overwritten. */
export const requestPathHeader = "x-gatehouse-path";

/** A part of a path decoded; as it is if it is not well encoded, which names nothing here. */
export function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
