import type { Actor } from "@/lib/model/audit/audit";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";

/** The refusal for an external id that another space has. */
export function externalIdTaken(externalId: string) {
  return refused(
    "conflict",
    "external_id_taken",
    "Another space has this external ID already. Choose another one, or change that space.",
    { field: "externalId", received: externalId, expected: "an ID that no other space has" },
  );
}

export type NewSpace = Pick<Space, "slug" | "name" | "kind" | "ssoSubscribed" | "seats"> & {
  externalId?: string | null;
};

/** Creates a space, on behalf of an operator. Its schema checks the slug's form and the reserved ones. */
export async function createSpace(
  deps: Dependencies,
  actor: Actor,
  input: NewSpace,
): Promise<Outcome<Space>> {
  const now = deps.now();
  const space: Space = {
    id: deps.secrets.id("space"),
    ...input,
    externalId: input.externalId ?? null,
    passwordSignIn: "allowed",
    convertToSsoOnly: true,
    twoFactorRequired: false,
    passwordMaxAgeDays: null,
    createdAt: now,
    revision: 1,
  };
  return deps.store.transaction(async (tx) => {
    if (!(await tx.spaces.insert(space))) {
      const { externalId } = space;
      if (externalId !== null && (await tx.spaces.byExternalId(externalId)))
        return externalIdTaken(externalId);
      return refused("conflict", "slug_taken", "Another space already has this slug. Choose another one.", {
        field: "slug",
        received: input.slug,
        expected: "a slug that no other space has",
      });
    }
    const entry = {
      actor,
      action: "space.created",
      target: { kind: "space", id: space.id, name: space.name },
      details: { ...input },
    };
    await tx.auditOf(space.id).append(entry, now);
    await tx.auditOf(null).append(entry, now);
    return done(space);
  });
}
