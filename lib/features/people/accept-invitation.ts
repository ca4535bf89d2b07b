import { nameToSpace } from "@/lib/model/people/acceptance";
import type { User } from "@/lib/model/people/person";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * Turns an invited person who has signed in to the space into one of its people. Runs in the transaction of the
 * sign-in.
 */
export async function acceptInvitation(
  { store, now }: Pick<Dependencies, "store" | "now">,
  spaceId: string,
  user: User,
  { address, vouchedFor }: { address: string | null; vouchedFor: boolean },
): Promise<void> {
  await store.membershipsOf(spaceId).update(user.id, { status: "active", vouchedFor });
  const actor = { kind: "user", id: user.id, name: nameToSpace(user, { vouchedFor }), address } as const;
  const target = { kind: "user", id: user.id, name: user.email };
  await store.auditOf(spaceId).append({ actor, action: "user.accepted", target }, now());
}
