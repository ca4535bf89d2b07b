import { organizationSpaces } from "@/drizzle/schema/organization-links";
import { anOption } from "@/lib/db/testing/rows";
import { activateOption } from "@/lib/features/connections/activate-option";
import { initialOptionSettings } from "@/lib/features/connections/create-connection";
import {
  type SaveConfigurationInput,
  saveConfiguration,
} from "@/lib/features/connections/save-configuration";
import { liveSession } from "@/lib/features/sessions/live-session";
import type { FinishedRoundTrip } from "@/lib/features/sign-in/finish-round-trip";
import { receiveSamlResponse } from "@/lib/features/sign-in/receive-saml-response";
import type { Received } from "@/lib/features/sign-in/received";
import { openTestRun } from "@/lib/features/test-runs/open-test-run";
import { startTestRun } from "@/lib/features/test-runs/start-test-run";
import type { OptionSettings } from "@/lib/model/connections/connection";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { ProviderRedirect } from "@/lib/protocols/protocol-module";
import type { SamlInput } from "@/lib/schemas/connection";
import { aDraft, LabBrowser, type Pick, type SsoLab, value } from "./sso-lab";

/** The people of the simulators, by what is typed. */
export function typed(email: string, groups = ""): Pick {
  return { typed: { email, givenName: "Typed", familyName: "Person", groups } };
}

/** An active SAML connection with these settings on top of the simulator's. */
export function anActiveSamlConnection(lab: SsoLab, admin: Context, saml: SamlInput) {
  return anActiveConnectionWith(lab, admin, { protocol: "saml", values: saml });
}

/** An active OpenID connection that may be started at the provider too. */
export function anActiveTile(lab: SsoLab, admin: Context) {
  return anActiveConnectionWith(lab, admin, { protocol: "oidc", values: { loginFlow: "both" } });
}

async function anActiveConnectionWith(
  lab: SsoLab,
  admin: Context,
  input: SaveConfigurationInput["input"],
): Promise<{ connectionId: string; reference: string }> {
  const { connectionId, reference } = await aDraft(lab, admin, input.protocol);
  const program: Context = { ...admin, via: "token", sessionId: null };
  const page = { connectionId, leaseId: null, expectedRevision: null };
  value(await saveConfiguration(lab.deps, program, { ...page, input }));
  const run = await new LabBrowser(lab).test(admin, connectionId);
  if (run.status !== "passed") throw new Error(JSON.stringify(run.report?.refusal));
  value(await activateOption(lab.deps, program, { connectionId, configurationId: null, sessions: "keep" }));
  return { connectionId, reference };
}

/** Changes the settings of a space's option, past every check. */
export async function setOption(
  { deps }: SsoLab,
  space: Space,
  connectionId: string,
  change: Partial<OptionSettings>,
): Promise<void> {
  const options = deps.store.optionsOf(space.id);
  const option = await options.byConnection(connectionId);
  if (!option) throw new Error("the space has no option of this connection");
  await options.update(option.id, { settings: { ...option.settings, ...change } }, null);
}

/** Links the connection's organization to a further space, with an active option of it if one is given. */
export async function share(
  { deps, database }: SsoLab,
  connectionId: string,
  space: Space,
  how: { link: "requested" | "agreed" | "connected"; option: Partial<OptionSettings> | null },
): Promise<void> {
  const connection = await deps.store.connectionLookup.byId(connectionId);
  if (!connection) throw new Error("there is no such connection");
  await database.db.insert(organizationSpaces).values({
    organizationId: connection.organizationId,
    spaceId: space.id,
    status: how.link,
    createdAt: deps.now(),
  });
  if (how.option)
    await anOption(deps.store, space.id, connectionId, {
      status: "active",
      settings: { ...initialOptionSettings, ...how.option },
    });
}

/** An unsolicited answer, as the SAML simulator's own tile sends it. */
export async function startAtProvider(
  lab: SsoLab,
  browser: LabBrowser,
  connectionId: string,
  pick: Pick & { relayState?: string; address?: string } = {},
): Promise<Received> {
  const posted = await postedAtProvider(lab, browser, connectionId, pick);
  return receiveSamlResponse(lab.deps, { connectionId, ...posted, address: pick.address ?? "192.0.2.7" });
}

/** What the tile has the browser post to us. */
export function postedAtProvider(
  { deps, saml }: SsoLab,
  browser: LabBrowser,
  connectionId: string,
  pick: Pick & { relayState?: string } = {},
) {
  const { entityId, acsUrl } = serviceProviderAddresses(
    deps.appUrl,
    { id: connectionId, reference: "", protocol: "saml" },
    "",
  );
  const action = `${saml.url}/answer?${new URLSearchParams({ issuer: entityId, acsUrl })}`;
  const fields = {
    issuer: entityId,
    acsUrl,
    person: pick.typed ? "typed" : (pick.person ?? "ada-moreno"),
    fault: pick.fault ?? "",
    relayState: pick.relayState ?? "",
    ...pick.typed,
  };
  return browser.samlAnswer({ kind: "form", action, fields });
}

/** A test run whose browser is at the provider now. */
export async function openTest(
  { deps }: SsoLab,
  browser: LabBrowser,
  ctx: Context,
  connectionId: string,
): Promise<{ runId: string; secret: string; redirect: ProviderRedirect }> {
  const { runId, url } = value(await startTestRun(deps, ctx, { connectionId }));
  const secret = url.split("/").at(-1) ?? "";
  const opened = await openTestRun(deps, { secret, browserSecret: browser.secret, address: null });
  if (opened.outcome !== "out") throw new Error(`not sent out: ${JSON.stringify(opened)}`);
  return { runId, secret, redirect: opened.redirect };
}

/** The ids of the spaces that a finished sign-in opened; none if it was refused. */
export async function openedSpaces({ deps }: SsoLab, finished: FinishedRoundTrip): Promise<string[]> {
  if (finished.outcome !== "signed_in") return [];
  const live = await liveSession(deps, finished.sessionId);
  return (live?.session.spaces ?? []).map(({ spaceId }) => spaceId).toSorted();
}

/** The roles of the space's people, by address. */
export async function people({ deps }: SsoLab, space: Space): Promise<Record<string, string>> {
  const { rows } = await deps.store.membershipsOf(space.id).page({ pageSize: 100, sort: "email" });
  return Object.fromEntries(
    rows.map(({ user, role, status }) => [user.email, status === "active" ? role : status]),
  );
}
