import { storedSecret } from "@/lib/features/connections/save-configuration";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { ConfigurationInput } from "@/lib/schemas/configuration-file";

/**
 * The references of a file whose given client secret is the stored one. For the command line, whose user holds the keys;
 * over the API the answer would tell whether a guessed secret is right.
 */
export async function secretsAsStored(
  deps: Pick<Dependencies, "store" | "vault">,
  { space }: Pick<Context, "space">,
  { secrets }: Pick<ConfigurationInput, "secrets">,
): Promise<string[]> {
  const given = new Map(Object.entries(secrets).map(([name, value]) => [name.toLowerCase(), value]));
  if (given.size === 0) return [];
  const own = await deps.store.spaceConnectionsOf(space.id).all({ ownOnly: true });
  const known: string[] = [];
  for (const { connection, draft, live } of own) {
    const value = given.get(connection.reference.toLowerCase());
    const newest = draft ?? live;
    if (value === undefined || !newest) continue;
    if ((await storedSecret(deps, deps.store, newest)) === value) known.push(connection.reference);
  }
  return known;
}
