import type { Dependencies } from "@/lib/ports/dependencies";
import type { Keyset } from "@/lib/ports/page";
import { sealContexts } from "@/lib/ports/seal-contexts";

/**
 * The place in a list as programs get it. It is sealed for the list's own address: it names values of a row, is read
 * back as they are, and must not be made up or taken from another list.
 */
export function writeCursor({ vault }: Pick<Dependencies, "vault">, request: Request, place: Keyset): string {
  const sealed = vault.seal(JSON.stringify(place), contextOf(request));
  return Buffer.from(sealed).toString("base64url");
}

/** Reads it; `null` if it was not given out by this list. */
export function readCursor({ vault }: Pick<Dependencies, "vault">, request: Request, cursor: string) {
  try {
    const sealed = Buffer.from(cursor, "base64url").toString("utf8");
    return JSON.parse(vault.open(sealed, contextOf(request))) as Keyset;
  } catch {
    return null;
  }
}

const contextOf = (request: Request) => sealContexts.listCursor(new URL(request.url).pathname);
