/** The reasons that RFC 7644 §3.12 knows for a refused request. */
export type ScimType =
  | "invalidFilter"
  | "tooMany"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue"
  | "invalidVers"
  | "sensitive";

/**
 * A request that cannot be served, found deep inside of it. Thrown by the readers of this folder and caught at one place,
 * where it becomes the answer: a program that pushes people has no use for a half-read request.
 */
export class ScimFault extends Error {
  constructor(
    readonly status: number,
    readonly scimType: ScimType | null,
    /** A plain sentence for the administrator who reads it in the provider's log. */
    readonly detail: string,
  ) {
    super(detail);
    this.name = "ScimFault";
  }
}

/** A fault of the request itself, answered with 400. */
export function wrong(scimType: ScimType, detail: string): ScimFault {
  return new ScimFault(400, scimType, detail);
}

/** What was sent, short enough for a sentence. */
export function quoted(sent: unknown): string {
  const text = typeof sent === "string" ? sent : (JSON.stringify(sent) ?? String(sent));
  return `“${text.length > 80 ? `${text.slice(0, 80)}…` : text}”`;
}
