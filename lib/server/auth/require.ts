import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { type MemberContext, type SpaceAccess, spaceAccess } from "@/lib/features/sessions/space-access";
import type { Actor } from "@/lib/model/audit/audit";
import { displayName, type User } from "@/lib/model/people/person";
import { holds, type Permission } from "@/lib/model/people/roles";
import { safeReturnPath } from "@/lib/model/return-path";
import { provedPassword } from "@/lib/model/sign-in/session-life";
import { clientAddress } from "@/lib/server/http/client-address";
import { requestPathHeader } from "@/lib/server/http/request-path";
import { dependencies } from "@/lib/server/process/dependencies";
import { type CurrentSession, currentSession } from "./session";

export type { MemberContext } from "@/lib/features/sessions/space-access";

/** Staff of the company that runs Gatehouse, at the operator's pages. */
export interface OperatorContext {
  actor: Actor;
  user: User;
  sessionId: string;
}

/** The state of this browser at a space, checked once per request. */
export const spaceAccessOf = cache(async (slug: string): Promise<SpaceAccess> => {
  const address = clientAddress(await headers());
  return spaceAccess(await dependencies(), slug, await currentSession(), address);
});

/** The signed-in person; otherwise redirects to the sign-in page, and back to `next` (the requested page) afterwards. */
export async function requireSignedIn(next?: string): Promise<CurrentSession> {
  return (await currentSession()) ?? redirect(`/login${await nextQuery(next)}`);
}

/**
 * The signed-in member of the space. No such space or no active membership: 404. Not signed in, or signed in through
 * another space's sign-in page: to this space's sign-in page and back. While an action is required (two-factor,
 * password age) every page except one's own account (`requiredActions: "ignore"`) leads there.
 */
export async function requireMember(
  slug: string,
  options: { requiredActions?: "enforce" | "ignore" } = {},
): Promise<MemberContext> {
  const access = await spaceAccessOf(slug);
  if (access.state === "no_space" || access.state === "not_a_member") notFound();
  if (access.state !== "inside") redirect(`/${access.space.slug}/login${await nextQuery()}`);
  if (access.ctx.requiredAction && options.requiredActions !== "ignore")
    redirect(`/${slug}/account?duty=${access.ctx.requiredAction}`);
  return access.ctx;
}

/** A member of the space who has the permission; anybody else: as `requireMember`, or 404. */
export async function requirePermission(slug: string, permission: Permission): Promise<MemberContext> {
  const ctx = await requireMember(slug);
  return holds(ctx.membership, permission) ? ctx : notFound();
}

/**
 * The same for route handlers, which respond themselves: the member, or `null` for everybody else, and while an
 * action is required.
 */
export async function permittedAt(slug: string, permission: Permission): Promise<MemberContext | null> {
  const ctx = await memberAt(slug);
  return ctx && holds(ctx.membership, permission) ? ctx : null;
}

/** The member of the space for route handlers; `null` for everybody else, and while an action is required. */
export async function memberAt(slug: string): Promise<MemberContext | null> {
  const access = await spaceAccessOf(slug);
  return access.state === "inside" && !access.ctx.requiredAction ? access.ctx : null;
}

/**
 * An operator. The password must have been given in this session: no customer's identity provider may open the
 * operator's pages by naming an operator's address. Anybody else who is signed in: 404.
 */
export async function requireOperator(): Promise<OperatorContext> {
  const current = await requireSignedIn();
  const { now } = await dependencies();
  return operatorContext(current, clientAddress(await headers()), now()) ?? notFound();
}

/** The operator for route handlers; `null` for everybody else. */
export async function operatorHere(): Promise<OperatorContext | null> {
  const current = await currentSession();
  if (!current) return null;
  const { now } = await dependencies();
  return operatorContext(current, clientAddress(await headers()), now());
}

/** The operator behind a session, or `null`. */
export function operatorContext(
  { session, user }: CurrentSession,
  address: string | null,
  now: Date,
): OperatorContext | null {
  if (!user.isOperator || !provedPassword(session, now)) return null;
  const actor: Actor = { kind: "operator", id: user.id, name: displayName(user), address };
  return { actor, user, sessionId: session.id };
}

async function nextQuery(next?: string): Promise<string> {
  const path = safeReturnPath(next ?? (await headers()).get(requestPathHeader));
  return path === null || path === "/" ? "" : `?next=${encodeURIComponent(path)}`;
}
