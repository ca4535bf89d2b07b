import { addDomain } from "@/lib/features/domains/add-domain";
import { approveDomain } from "@/lib/features/domains/approve-domain";
import { addPerson } from "@/lib/features/people/add-person";
import { createSpace } from "@/lib/features/spaces/create-space";
import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import type { Actor } from "@/lib/model/audit/audit";
import type { Outcome } from "@/lib/model/outcome";
import type { Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";
import { tokenScopes } from "@/lib/model/tokens/token";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

export interface SeedPerson {
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  password: string;
  isItAdministrator?: boolean;
  isOperator?: boolean;
}

/** A space for the demo and the flows. */
export interface SeedSpace {
  slug: string;
  name: string;
  ssoSubscribed?: boolean;
  kind?: Space["kind"];
  seats?: Space["seats"];
  domains?: string[];
  people: SeedPerson[];
  /** Creates an integration token with every scope. */
  withToken?: boolean;
}

const actor: Actor = { kind: "command_line", id: null, name: "Seed", address: null };

/**
 * Creates the space with its people and approved domains by the same use cases as the screens; does nothing if it
 * exists. Returns the token, if one was requested.
 */
export async function seedSpace(deps: Dependencies, seed: SeedSpace): Promise<string | null> {
  if (await deps.store.spaces.bySlug(seed.slug)) return null;
  const space = must(
    await createSpace(deps, actor, {
      slug: seed.slug,
      name: seed.name,
      kind: seed.kind ?? "standard",
      ssoSubscribed: seed.ssoSubscribed ?? true,
      seats: seed.seats ?? {},
    }),
  );
  const ctx: Context = {
    space,
    actor,
    user: null,
    membership: null,
    role: "admin",
    sessionId: null,
    via: "command_line",
  };
  for (const person of seed.people) await seedPerson(deps, ctx, person);
  for (const name of seed.domains ?? []) {
    const domain = must(await addDomain(deps, ctx, name));
    must(await approveDomain(deps, actor, { space, domainId: domain.id }));
  }
  if (!seed.withToken) return null;
  const request = { name: "flows", account: "flows", scopes: [...tokenScopes], expiresAt: null };
  return must(await createIntegrationToken(deps, ctx, request)).token;
}

async function seedPerson(deps: Dependencies, ctx: Context, person: SeedPerson): Promise<void> {
  const { email, firstName, lastName, role, isItAdministrator = false, isOperator = false } = person;
  const passwordHash = await deps.passwords.hash(person.password);
  const input = { email, firstName, lastName, role, isItAdministrator };
  must(await addPerson(deps, ctx, input, { origin: "command_line", passwordHash, welcome: false }));
  const user = await deps.store.users.byEmail(email);
  if (user && isOperator) await deps.store.users.update(user.id, { isOperator });
}

/** The value of a use case that succeeds. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.message);
  return outcome.value;
}
