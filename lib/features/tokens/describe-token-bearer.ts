import { displayName } from "@/lib/model/people/person";
import { holds, type Permission, permissions } from "@/lib/model/people/roles";
import type { Token } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { MeView } from "@/lib/schemas/token";

/** What a program learns about itself: the identity its token acts as, the space, and its permissions. */
export function describeTokenBearer(ctx: Context, token: Token): MeView {
  const { space, user, membership, actor } = ctx;
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
