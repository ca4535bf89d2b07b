import type { Store } from "@/lib/db/store";
import type { FeedState } from "@/lib/model/directories/directory";
import type { FeedExplanation } from "@/lib/model/directories/feed-reasons";
import { applyRules } from "@/lib/model/mapping/role-rules";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import type { Role } from "@/lib/model/people/roles";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { fedIdentity } from "./fed-identity";
import { explainPerson, type FedUser, readFedUser } from "./read-directory";
import { lockTargetSpaces } from "./target-spaces";

/** What a directory decides about a member, for their card. */
export interface FedMember {
  directory: { id: string; name: string; isPaused: boolean };
  /** The directory says that they have access. */
  active: boolean;
  state: FeedState;
  explanation: FeedExplanation | null;
  groups: { id: string; name: string }[];
  /** Name and address follow the directory: what is typed here would be undone by it. */
  ownsDetails: boolean;
  /** The role that its groups give by the rules of this space; `null`: none does, and an administrator's choice stays. */
  role: Role | null;
}

/** What the space's directory decides about a member; `null` if none that has been activated has them. */
export async function readFedMember(
  { store }: Pick<Dependencies, "store">,
  ctx: Context,
  user: { id: string; email: string },
): Promise<FedMember | null> {
  const found = (await readFedUser({ store }, ctx, user.id)).find(
    ({ directory }) => directory.status !== "observing",
  );
  if (!found) return null;
  const { directory, person, groups } = found;
  const own = parseEmailAddress(user.email);
  const owner = own && (await store.domainDirectory.verifiedOwner(own.domain));
  return {
    directory: { id: directory.id, name: directory.name, isPaused: directory.status === "paused" },
    active: person.active,
    state: person.state,
    explanation: explainPerson(person),
    groups: groups.map(({ id, displayName }) => ({ id, name: displayName })),
    ownsDetails: person.active && owner?.organizationId === directory.organizationId,
    role: await ruledRole(store, ctx, found),
  };
}

/** The rules are read as a sign-in reads them: under the lock of the spaces, for a moment. */
function ruledRole(store: Store, ctx: Pick<Context, "space">, { directory, person, groups }: FedUser) {
  return store.transaction(async (tx) => {
    const targets = await lockTargetSpaces(tx, directory);
    const target = targets.find(({ space, onlyLeaving }) => space.id === ctx.space.id && !onlyLeaving);
    if (!target || !person.active) return null;
    const { settings } = target;
    return applyRules(settings, fedIdentity(person.resource, groups, settings).attributes).role;
  });
}
