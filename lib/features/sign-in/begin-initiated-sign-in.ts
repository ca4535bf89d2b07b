import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { factsOf, protocolModules } from "@/lib/protocols";
import { notLive } from "./accept-unsolicited";
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
 * attempt begins at the first space with an active option. The third party's values are not trusted, except for the
 * target page, if it is a page of ours.
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
  const refuse = (refusal: { code: string; received: string | null; expected: string | null }) =>
    refuseAt(deps, target, input.address, { ...refusal, initiatedBy: "identity_provider" });
  if (!live) return refuse(notLive);
  if (factsOf(live.settings).loginFlow === "sp")
    return refuse({ code: "start_here", received: "started at the provider", expected: "started here" });
  const checked = checkInitiation(deps, live.settings, input.parameters);
  if (checked.outcome === "refused") return refuse(checked.refusal);
  return beginAt(deps, target, {
    ...input,
    returnTo: checked.target,
    loginHint: checked.loginHint,
    startedAtProvider: true,
    startedElsewhere: true,
  });
}
