import { type SetupConnection, type SetupProgress, setupProgress } from "@/lib/model/spaces/setup-progress";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** The set-up progress of the space, with the words and numbers that the steps show. */
export interface SetUp extends SetupProgress {
  verifiedDomains: string[];
  expected: number;
  throughConnections: number;
  /** A directory is active. */
  hasDirectory: boolean;
}

/** The set-up progress of the space towards single sign-on; `null` if its plan does not include it. */
export async function readSetUp(
  { store }: Pick<Dependencies, "store">,
  { space }: Pick<Context, "space">,
): Promise<SetUp | null> {
  if (!space.ssoSubscribed) return null;
  const memberships = store.membershipsOf(space.id);
  const organization = await store.organizationsOf(space.id).own();
  const domains = organization ? await store.domainsOf(organization.id).all() : [];
  const verifiedDomains = domains
    .filter(({ status }) => status === "verified" || status === "failing")
    .map(({ name }) => name);
  const connections = (await store.spaceConnectionsOf(space.id).all({})).map(
    ({ connection, option, draft, live }): SetupConnection => ({
      id: connection.id,
      name: connection.name,
      configured: (draft ?? live) !== null,
      tested: ((draft ?? live)?.testedAt ?? null) !== null || live !== null,
      status: option?.status ?? "draft",
    }),
  );
  const { active, itAdministrators } = await memberships.counts();
  const directories = organization ? await store.directoriesOf(organization.id).all() : [];
  const facts = {
    verifiedDomains,
    expected: active - itAdministrators,
    throughConnections: await memberships.count({ signIn: "sso", status: "active" }),
    hasDirectory: directories.some(({ status }) => status === "active"),
  };
  return {
    ...facts,
    ...setupProgress({ ...facts, connections, passwordsForEveryone: space.passwordSignIn === "allowed" }),
  };
}
