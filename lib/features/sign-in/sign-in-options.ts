import type { Store } from "@/lib/db/store";
import type { Connection, SignInOption } from "@/lib/model/connections/connection";
import { withOneDefault } from "@/lib/model/connections/default-option";
import type { Space } from "@/lib/model/spaces/space";
import { factsOf } from "@/lib/protocols";
import { loginReference } from "./login-reference";

/** A connection that a person can start a sign-in with, at one space's sign-in page. */
export interface OfferedOption {
  connectionId: string;
  name: string;
  /** The end of its login address: the reference, with its owner if several share it. */
  reference: string;
  organizationId: string;
  /** An id of the provider catalogue, for the mark. */
  provider: string;
  spaceSlug: string;
  spaceName: string;
  /** Highlighted for people who have chosen none before. */
  isDefault: boolean;
}

/** The buttons of a space's sign-in page, in their order: active options whose connection can be started from here. */
export async function signInOptions(store: Store, space: Space): Promise<OfferedOption[]> {
  if (!space.ssoSubscribed) return [];
  const options = await store.optionsOf(space.id).all();
  const offers = options
    .filter((option) => option.status === "active")
    .map((option) => offeredOption(store, option, space));
  const found = (await Promise.all(offers)).filter((offered) => offered !== null);
  return withOneDefault(await toldApart(store, space, found));
}

/** Connections of several organizations may share a name: then each names its owner. */
async function toldApart(store: Store, space: Space, offers: OfferedOption[]): Promise<OfferedOption[]> {
  const key = ({ name }: OfferedOption) => name.toLowerCase();
  const alike = (offered: OfferedOption) =>
    offers.some((other) => other.organizationId !== offered.organizationId && key(other) === key(offered));
  if (!offers.some(alike)) return offers;
  const links = await store.organizationsOf(space.id).linked();
  const owners = await store.spaces.byIds(links.map(({ organization }) => organization.ownerSpaceId));
  return offers.map((offered) => {
    const link = links.find(({ organization }) => organization.id === offered.organizationId);
    const owner = owners.find(({ id }) => id === link?.organization.ownerSpaceId);
    return owner && alike(offered) ? { ...offered, name: `${offered.name} (${owner.slug})` } : offered;
  });
}

/** The sign-in option of a row; `null` if its connection has nothing live, or starts at the provider only. */
export async function offeredOption(
  store: Store,
  option: SignInOption,
  space: Space,
): Promise<OfferedOption | null> {
  const connection = await store.connectionLookup.byId(option.connectionId);
  if (!connection || !(await startsHere(store, connection))) return null;
  return {
    connectionId: connection.id,
    name: connection.name,
    reference: await loginReference(store, space.id, connection),
    organizationId: connection.organizationId,
    provider: connection.provider,
    spaceSlug: space.slug,
    spaceName: space.name,
    isDefault: option.isDefault,
  };
}

async function startsHere(store: Store, connection: Connection): Promise<boolean> {
  if (connection.liveConfigurationId === null) return false;
  const live = await store
    .connectionsOf(connection.organizationId)
    .configuration(connection.liveConfigurationId);
  return live !== null && factsOf(live.settings).loginFlow !== "idp";
}

/** The address that starts it. */
export function startAddress(
  offered: Pick<OfferedOption, "spaceSlug" | "reference">,
  rest: { next?: string | null; loginHint?: string | null; again?: boolean } = {},
): string {
  const query = new URLSearchParams();
  if (rest.loginHint) query.set("login_hint", rest.loginHint);
  if (rest.next) query.set("next", rest.next);
  // The person must prove who they are, even if they are signed in.
  if (rest.again) query.set("again", "1");
  const path = `/${offered.spaceSlug}/sso/${encodeURIComponent(offered.reference)}`;
  return query.size > 0 ? `${path}?${query}` : path;
}
