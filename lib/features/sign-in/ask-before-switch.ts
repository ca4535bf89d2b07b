import { liveSession } from "@/lib/features/sessions/live-session";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { recognise } from "./admission-facts";
import { isBoundTo } from "./bound-browser";
import { identityNames } from "./identity-names";
import { openIdentity } from "./open-identity";
import { readClaimedPerson } from "./read-claimed-person";

/** A sign-in that would replace the person who is signed in in this browser. */
export interface SwitchQuestion {
  /** The person whom the provider has sent. */
  email: string;
  /** The person who is signed in now. */
  current: string;
  space: { id: string; slug: string; name: string } | null;
}

/**
 * Whether a waiting ticket needs the person's confirmation before it is traded: it was started at the provider or by
 * another site's link, so nobody in this browser need have requested it, and it brings somebody other than the person
 * who is signed in here. An attacker who gets a victim's browser to post the attacker's own valid answer, or sends it
 * through a provider that answers without asking, would otherwise have the victim go on working in the attacker's
 * account (login CSRF, OWASP). `null` if there is nothing to ask; the ticket stays unused.
 */
export async function askBeforeSwitch(
  deps: SsoDependencies,
  input: { ticket: string; browserSecret: string | null; sessionId: string | null },
): Promise<SwitchQuestion | null> {
  if (input.browserSecret === null || input.sessionId === null) return null;
  const attempt = await deps.store.attempts.byTicket(deps.secrets.hash(input.ticket), deps.now());
  if (!attempt?.startedElsewhere) return null;
  if (!isBoundTo(deps, attempt, input.browserSecret)) return null;
  const live = await liveSession(deps, input.sessionId);
  const { identity } = openIdentity(deps, attempt);
  const connection = await deps.store.connectionLookup.byId(attempt.connectionId);
  if (!live || !identity || !connection) return null;
  const option = await deps.store.optionsOf(attempt.spaceId).byConnection(connection.id);
  const names = await identityNames(deps.store, connection, option);
  const read = await readClaimedPerson(deps.store, connection, identity, names);
  // An unreadable ticket is refused, and changes nothing in this browser.
  if (!read.ok) return null;
  const existing = await recognise(deps.store, connection, read.person);
  if (existing.user?.id === live.user.id) return null;
  const space = await deps.store.spaces.byId(attempt.spaceId);
  return {
    email: existing.user?.email ?? read.person.email,
    current: live.user.email,
    space: space && { id: space.id, slug: space.slug, name: space.name },
  };
}
