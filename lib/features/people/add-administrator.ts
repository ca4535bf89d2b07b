import type { Actor } from "@/lib/model/audit/audit";
import { type Outcome, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { UserView } from "@/lib/schemas/user";
import { addPerson, type NewPerson } from "./add-person";

/**
 * Adds an administrator to a space, on behalf of an operator: without a first one nobody of the customer could sign
 * in.
 */
export async function addAdministrator(
  deps: Dependencies,
  actor: Actor,
  spaceId: string,
  person: Omit<NewPerson, "role">,
): Promise<Outcome<UserView>> {
  const space = await deps.store.spaces.byId(spaceId);
  if (!space) return refused("not_found", "space_not_found", "There is no such space.");
  const ctx = {
    space,
    actor,
    user: null,
    membership: null,
    role: "admin" as const,
    sessionId: null,
    via: "session" as const,
  };
  return addPerson(deps, ctx, { ...person, role: "admin" }, { origin: "manual", welcome: true });
}
