import { displayName } from "@/lib/core/model/person";
import type { Token } from "@/lib/core/model/token";
import { holds, type Permission, permissions } from "@/lib/core/roles";
import type { MeView } from "@/lib/schemas/token";
import type { Acting } from "./ports/acting";

/** What a program is told about itself: who its token acts as, where, and what it may do there. */
export function describeTokenBearer(acting: Acting, token: Token): MeView {
  const { space, user, membership, actor } = acting;
  const held: Permission[] = membership
    ? permissions.filter((permission) => holds(membership, permission))
    : [];
  return {
    kind: user ? "user" : "account",
    id: user?.id ?? actor.id ?? "",
    name: user ? displayName(user) : (actor.name ?? ""),
    email: user?.email ?? null,
    role: membership?.role ?? null,
    permissions: held,
    space: { id: space.id, slug: space.slug, name: space.name },
    token: {
      id: token.id,
      kind: token.kind,
      name: token.name,
      scopes: token.scopes,
      expiresAt: token.expiresAt?.toISOString() ?? null,
    },
  };
}
