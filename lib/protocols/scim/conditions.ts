import { ScimFault } from "./scim-fault";
import { versionTag } from "./write-resource";

/** What a request demands of a resource's version: the headers `If-Match` and `If-None-Match`. */
export interface Conditions {
  ifMatch: string | null;
  ifNoneMatch: string | null;
}

/** Throws 412 if the resource is not at the version that the request was made for (RFC 7644 §3.14). */
export function checkVersion({ ifMatch }: Conditions, revision: number): void {
  if (ifMatch === null || names(ifMatch, revision)) return;
  throw new ScimFault(
    412,
    null,
    `The resource is at version ${versionTag(revision)}. Read it again: somebody has changed it since.`,
  );
}

/** True if the reader has this version already: it is answered with 304. */
export function isUnchanged({ ifNoneMatch }: Conditions, revision: number): boolean {
  return ifNoneMatch !== null && names(ifNoneMatch, revision);
}

function names(header: string, revision: number): boolean {
  if (header.trim() === "*") return true;
  const bare = `"${revision}"`;
  return header.split(",").some((tag) => {
    const trimmed = tag.trim();
    return trimmed === bare || trimmed === `W/${bare}` || trimmed === String(revision);
  });
}
