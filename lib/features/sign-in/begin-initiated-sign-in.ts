import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { factsOf, protocolModules } from "@/lib/protocols";
import { beginAt, refuseAt, type StartedSignIn } from "./begin-sign-in";

export interface InitiatedInput {
  connectionId: string;
  /** `iss`, `login_hint`, `target_link_uri` as the third party sent them. */
  parameters: URLSearchParams;
  address: string | null;
  browserSecret: string;
}

/**
 * Third-party initiated login (OpenID Connect Core §4): the provider's tile sends the browser here, and an ordinary
 * attempt begins at the first space with an active option. Nothing that the third party says is believed but where to
 * go afterwards, if that is a page of ours.
 */
export async function beginInitiatedSignIn(
  deps: SsoDependencies,
  input: InitiatedInput,
): Promise<StartedSignIn> {
  const found = await deps.store.connectionLookup.withLive(input.connectionId, null);
  const { checkInitiation = null } = found ? protocolModules[found.connection.protocol] : {};
  if (!found || !checkInitiation) return { outcome: "not_found" };
  const { connection, live } = found;
  const options = await deps.store
    .organizationOptionsOf(connection.organizationId)
    .ofConnection(connection.id);
  const option = options.find(({ status }) => status === "active") ?? options[0];
  const space = option ? await deps.store.spaces.byId(option.spaceId) : null;
  if (!option || !space) return { outcome: "not_found" };
  const target = { space, connection, option, live };
  if (live) {
    if (factsOf(live.settings).loginFlow === "sp")
      return refuseAt(deps, target, input.address, {
        code: "start_here",
        received: "started at the provider",
        expected: "started here",
      });
    const checked = checkInitiation(deps, live.settings, input.parameters);
    if (checked.outcome === "refused") {
      const { code, received, expected } = checked.refusal;
      return refuseAt(deps, target, input.address, { code, received, expected });
    }
    return beginAt(deps, target, {
      ...input,
      returnTo: checked.target,
      loginHint: checked.loginHint,
      startedAtProvider: true,
      startedElsewhere: true,
    });
  }
  return beginAt(deps, target, {
    ...input,
    returnTo: null,
    loginHint: null,
    startedAtProvider: true,
    startedElsewhere: true,
  });
}
