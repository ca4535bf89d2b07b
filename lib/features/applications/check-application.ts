import type { Store } from "@/lib/db/store";
import type { Application, ApplicationSpace } from "@/lib/model/applications/application";
import { type Problem, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Outbound } from "@/lib/ports/safe-fetch";

export type ApplicationDependencies = Dependencies & { outbound: Pick<Outbound, "check"> };

type Checked = Pick<Application, "authMethod" | "jwks" | "pkceRequired" | "backchannelLogoutUri">;
type Refusal = { ok: false; problem: Problem };

/** Checks that the values to store are consistent; `null` if they are. */
export function misfit(
  { outbound }: Pick<ApplicationDependencies, "outbound">,
  wanted: Checked,
): Refusal | null {
  const { authMethod, jwks, pkceRequired, backchannelLogoutUri } = wanted;
  if (authMethod === "private_key_jwt" && !jwks)
    return refused(
      "invalid",
      "jwks_missing",
      "With private_key_jwt the application signs with a key of its own. Give its public keys in jwks.",
      { field: "jwks", expected: "a JSON Web Key Set with public keys" },
    );
  if (authMethod !== "private_key_jwt" && jwks)
    return refused(
      "invalid",
      "jwks_unused",
      "Only private_key_jwt uses public keys. Leave jwks out, or choose that method.",
      { field: "jwks", received: authMethod, expected: "private_key_jwt" },
    );
  if (authMethod === "none" && !pkceRequired)
    return refused(
      "invalid",
      "pkce_needed",
      "An application without a secret must use PKCE: nothing else would bind a code to it.",
      { field: "pkceRequired", received: "false", expected: "true" },
    );
  const objection = backchannelLogoutUri === null ? null : outbound.check(backchannelLogoutUri);
  if (objection)
    return refused(
      "invalid",
      "backchannel_address_not_allowed",
      `Gatehouse cannot call this address: ${objection.message}`,
      {
        field: "backchannelLogoutUri",
        received: backchannelLogoutUri ?? "",
        expected: "a public address that begins with https://, or one that OUTBOUND_ALLOW names",
      },
    );
  return null;
}

/** Checks that the spaces exist, each listed once, and that each team belongs to its space; `null` if so. */
export async function unknownSpace(
  tx: Store,
  spaces: readonly Omit<ApplicationSpace, "applicationId">[],
): Promise<Refusal | null> {
  const found = new Set((await tx.spaces.byIds(spaces.map(({ spaceId }) => spaceId))).map(({ id }) => id));
  const teams = await tx.applications.spacesOfTeams(spaces.flatMap(({ teamIds }) => teamIds));
  const seen = new Set<string>();
  for (const [index, { spaceId, teamIds }] of spaces.entries()) {
    const field = `spaces.${index}.spaceId`;
    if (!found.has(spaceId))
      return refused("invalid", "space_unknown", "There is no such space.", { field, received: spaceId });
    if (seen.has(spaceId))
      return refused("invalid", "space_twice", "The space is in the list twice.", {
        field,
        received: spaceId,
      });
    seen.add(spaceId);
    const foreign = teamIds.find((teamId) => teams.get(teamId) !== spaceId);
    if (foreign)
      return refused("invalid", "team_unknown", "The space has no such team.", {
        field: `spaces.${index}.teamIds`,
        received: foreign,
      });
  }
  return null;
}
