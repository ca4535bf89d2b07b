import { tooManyTries } from "@/lib/features/sign-in/sign-in-refusals";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { displayName } from "@/lib/model/people/person";
import type { SetupLink } from "@/lib/model/setup-links/setup-link";
import { setupLinkState, setupSessionEnd } from "@/lib/model/setup-links/setup-link-state";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** An outside administrator behind a setup link: works on exactly one connection, and is a member of no space. */
export interface SetupLinkContext extends Context {
  user: null;
  membership: null;
  sessionId: null;
  via: "setup_link";
  link: SetupLink;
}

/**
 * What the address of a setup link leads to, without using anything up: opening the page, as mail scanners do,
 * changes nothing. `null` for one that is unknown, revoked or expired, without saying which.
 */
export async function peekSetupLink(
  { store, secrets, now }: Pick<Dependencies, "store" | "secrets" | "now">,
  secret: string,
): Promise<{ link: SetupLink; space: Space; invitedBy: string | null } | null> {
  const link = await store.setupLinkLookup.byHash(secrets.hash(secret));
  if (!link || setupLinkState(link, now()) !== "open") return null;
  const space = await store.spaces.byId(link.spaceId);
  return space?.ssoSubscribed ? { link, space, invitedBy: await inviterOf({ store }, link) } : null;
}

/** The author of a link, for its recipient; `null` if a program or the vendor created it. */
export async function inviterOf(
  { store }: Pick<Dependencies, "store">,
  { createdBy }: Pick<SetupLink, "createdBy">,
): Promise<string | null> {
  const [user] = createdBy ? await store.users.byIds([createdBy]) : [];
  return user ? displayName(user) : null;
}

/** The deliberate click: trades the link for the secret of a cookie. It can be repeated until the link expires. */
export async function openSetupLink(
  deps: Pick<Dependencies, "store" | "secrets" | "now" | "rateLimits">,
  input: { secret: string; address: string | null },
): Promise<Outcome<{ cookie: string; linkId: string; expiresAt: Date }>> {
  const wait = await deps.rateLimits.spend("setup_by_address", input.address ?? "unknown");
  if (wait > 0) return tooManyTries(wait);
  const found = await peekSetupLink(deps, input.secret);
  if (!found) return linkOver();
  const { link, space } = found;
  const now = deps.now();
  const cookie = deps.secrets.secret();
  const expiresAt = setupSessionEnd(link, now);
  return deps.store.transaction(async (tx) => {
    const opened = await tx.setupLinkLookup.open(
      {
        id: deps.secrets.id("setupsess"),
        setupLinkId: link.id,
        hash: deps.secrets.hash(cookie),
        createdAt: now,
        expiresAt,
      },
      now,
    );
    if (!opened) return linkOver();
    await tx.auditOf(space.id).append(
      {
        actor: actorOf(link, input.address),
        action: "setup_link.opened",
        target: { kind: "setup_link", id: link.id },
        details: { connectionId: link.connectionId },
      },
      now,
    );
    return done({ cookie, linkId: link.id, expiresAt });
  });
}

/** The outside administrator behind the secret of a setup cookie; `null` once the link was revoked or expired. */
export async function setupLinkContext(
  { store, secrets, now }: Pick<Dependencies, "store" | "secrets" | "now">,
  cookie: string,
  address: string | null,
): Promise<SetupLinkContext | null> {
  const link = await store.setupLinkLookup.bySession(secrets.hash(cookie), now());
  const space = link && (await store.spaces.byId(link.spaceId));
  if (!link || !space?.ssoSubscribed) return null;
  return {
    space,
    actor: actorOf(link, address),
    user: null,
    membership: null,
    role: "reader",
    sessionId: null,
    via: "setup_link",
    link,
  };
}

function actorOf(link: SetupLink, address: string | null) {
  const name = link.recipient ? `Setup link for ${link.recipient}` : "Setup link";
  return { kind: "setup_link", id: link.id, name, address } as const;
}

function linkOver() {
  return refused(
    "not_found",
    "setup_link_over",
    "This link was revoked, has expired or is incomplete. Ask your contact for a new one.",
  );
}
