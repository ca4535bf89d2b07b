import type { Store } from "@/lib/db/store";
import type { Actor } from "@/lib/model/audit/audit";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { UserView } from "@/lib/schemas/user";
import { addPerson, type NewPerson } from "./add-person";
import { userForAddress } from "./new-user";

export interface CreatedUser {
  id: string;
  email: string;
  isNew: boolean;
  isOperator: boolean;
  /** False if the person already had a password, which stays. */
  passwordSet: boolean;
  space: string | null;
  role: UserView["role"] | null;
}

/**
 * Creates a user from the command line: a member of a space, an operator, or both. An existing user keeps their name,
 * and their password if they have one.
 */
export async function createUser(
  deps: Dependencies,
  actor: Actor,
  input: NewPerson & { passwordHash: string | null; operator: boolean; space: Space | null },
): Promise<Outcome<CreatedUser>> {
  const { email, firstName, lastName, passwordHash, space } = input;
  return deps.store.transaction(async (tx) => {
    const isNew = (await tx.users.byEmail(email)) === null;
    // First, because only this can be refused.
    const member =
      space &&
      (await addPerson({ ...deps, store: tx }, contextIn(space, actor), input, {
        origin: "command_line",
        passwordHash,
        welcome: false,
      }));
    if (member && !member.ok) return member;
    const { user } = await userForAddress(deps, tx, { email, firstName, lastName, passwordHash });
    const lacksPassword = !user.hasPassword && passwordHash !== null;
    if (lacksPassword) await tx.users.update(user.id, { passwordHash, passwordChangedAt: deps.now() });
    if (input.operator && !user.isOperator) await makeOperator(deps, tx, actor, user);
    return done({
      id: user.id,
      email,
      isNew,
      isOperator: input.operator || user.isOperator,
      passwordSet: passwordHash !== null && (isNew || lacksPassword),
      space: space?.slug ?? null,
      role: member?.value.role ?? null,
    });
  });
}

function contextIn(space: Space, actor: Actor): Context {
  return { space, actor, user: null, membership: null, role: "admin", sessionId: null, via: "command_line" };
}

async function makeOperator(
  deps: Pick<Dependencies, "now">,
  tx: Store,
  actor: Actor,
  user: { id: string; email: string },
): Promise<void> {
  await tx.users.update(user.id, { isOperator: true });
  const target = { kind: "user", id: user.id, name: user.email };
  await tx.auditOf(null).append({ actor, action: "operator.added", target }, deps.now());
}
