import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * The one connection that admits people while passwords are for IT administrators only, and the people whom its end
 * would lock out.
 */
export interface EmergencyAccess {
  connectionId: string;
  itAdministrators: number;
  /** Active people who are no IT administrators. */
  otherPeople: number;
}

/** `null` while passwords are allowed, or if another connection is active too. */
export async function emergencyAccess(
  { store }: Pick<Dependencies, "store">,
  { space }: Pick<Context, "space">,
): Promise<EmergencyAccess | null> {
  if (space.passwordSignIn === "allowed") return null;
  const active = (await store.optionsOf(space.id).all()).filter(({ status }) => status === "active");
  const [only] = active;
  if (!only || active.length > 1) return null;
  const counts = await store.membershipsOf(space.id).counts();
  return {
    connectionId: only.connectionId,
    itAdministrators: counts.itAdministrators,
    otherPeople: counts.active - counts.itAdministrators,
  };
}
