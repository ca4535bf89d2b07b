import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { Attempt } from "./received";

/**
 * Whether an attempt is bound to the browser that holds this secret. A form that was posted twice may have bound an attempt to
 * several, each by a secret of its own (docs/model.md#twice).
 */
export function isBoundTo(
  { secrets }: Pick<SsoDependencies, "secrets">,
  { browserHash }: Pick<Attempt, "browserHash">,
  browserSecret: string | null,
): boolean {
  if (browserSecret === null || browserHash === null) return false;
  return browserHash.split(" ").includes(secrets.hash(browserSecret));
}

/** The browser that has traded the ticket is the attempt's from then on, and no other one. */
export async function keepBrowser(
  { store, secrets }: Pick<SsoDependencies, "store" | "secrets">,
  { id, browserHash }: Pick<Attempt, "id" | "browserHash">,
  browserSecret: string,
): Promise<void> {
  if (browserHash?.includes(" ")) await store.attempts.bindTo(id, secrets.hash(browserSecret));
}
