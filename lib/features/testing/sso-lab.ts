import type { Quirk } from "@/e2e/idp/oauth2/quirks";
import { type RunningTool, startTool } from "@/e2e/idp/oauth2/server";
import { visitTool } from "@/e2e/idp/oauth2/visit";
import type { Fault as OidcFault } from "@/e2e/idp/openid/faults";
import { type RunningOpenIdProvider, startOpenIdProvider } from "@/e2e/idp/openid/server";
import { visit } from "@/e2e/idp/openid/visit";
import type { Fault as SamlFault } from "@/e2e/idp/saml/faults";
import { type RunningSamlProvider, startSamlProvider } from "@/e2e/idp/saml/server";
import { jacksonStorageIn } from "@/lib/db/repositories/jackson-storage";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, anOrganization, aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { activateOption } from "@/lib/features/connections/activate-option";
import { createConnection } from "@/lib/features/connections/create-connection";
import { takeLease } from "@/lib/features/connections/edit-lease";
import { saveConfiguration } from "@/lib/features/connections/save-configuration";
import { beginSignIn } from "@/lib/features/sign-in/begin-sign-in";
import { type FinishedRoundTrip, finishRoundTrip } from "@/lib/features/sign-in/finish-round-trip";
import { receiveOAuth2Callback, receiveOidcCallback } from "@/lib/features/sign-in/receive-callback";
import { receiveSamlResponse } from "@/lib/features/sign-in/receive-saml-response";
import type { Received } from "@/lib/features/sign-in/received";
import { openTestRun } from "@/lib/features/test-runs/open-test-run";
import { readTestRun, startTestRun } from "@/lib/features/test-runs/start-test-run";
import { testKeyPairs } from "@/lib/infra/crypto/testing/rsa-keys";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import { samlRegistry } from "@/lib/infra/jackson/registry";
import { rememberedRequests } from "@/lib/infra/jackson/remembered-requests";
import type { Outcome } from "@/lib/model/outcome";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { SeenLately } from "@/lib/ports/seen-lately";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { createOAuth2Client } from "@/lib/protocols/oauth2/client";
import { createOidcRelyingParty } from "@/lib/protocols/oidc/relying-party";
import type { ProviderRedirect, SettingsInput } from "@/lib/protocols/protocol-module";
import type { OAuth2Input } from "@/lib/schemas/oauth2";
import { contextAs } from "./context-as";

export interface Pick {
  person?: string;
  fault?: SamlFault | OidcFault | Quirk | null;
  /** Typed at the provider instead of picked. */
  typed?: { email: string; givenName?: string; familyName?: string; groups?: string };
}

/** A database, both simulators and everything between them, as a browser meets it. */
export interface SsoLab {
  database: TestDatabase;
  clock: TestClock;
  deps: SsoDependencies;
  saml: RunningSamlProvider;
  oidc: RunningOpenIdProvider;
  tool: RunningTool;
  close(): Promise<void>;
}

/**
 * Starts the lab. The clock shows the real time, and is reset to it whenever the database is emptied: the simulators
 * use the real time, and what they issue must not lie in the future of a test that begins minutes later.
 */
export async function openSsoLab(): Promise<SsoLab> {
  const opened = await openTestDatabase();
  const clock = testClock();
  const database: TestDatabase = {
    ...opened,
    async reset() {
      await opened.reset();
      clock.forward((Date.now() - clock.now().getTime()) / 1000);
    },
  };
  const saml = await startSamlProvider();
  const oidc = await startOpenIdProvider();
  const tool = await startTool();
  const base = testDependencies(database, clock);
  const outbound = createOutbound({ allow: [saml.host, oidc.host, tool.host] });
  const storage = jacksonStorageIn(database.db);
  const logger = { debug() {}, warn() {} };
  const deps: SsoDependencies = {
    ...base,
    outbound,
    oidc: createOidcRelyingParty({ outbound }),
    oauth2: createOAuth2Client({ outbound }),
    registry: rememberedRequests(samlRegistry({ appUrl: base.appUrl, storage, logger })),
    keyPairs: testKeyPairs,
    seenLately: new SeenLately(),
  };
  return {
    database,
    clock,
    deps,
    saml,
    oidc,
    tool,
    async close() {
      await saml.close();
      await oidc.close();
      await tool.close();
      await database.close();
    },
  };
}

/** Unwraps a result that must be a success. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.code}: ${outcome.problem.message}`);
  return outcome.value;
}

/** A space with a signed-in administrator, and a verified domain. */
export async function aSubscribedSpace(
  lab: SsoLab,
  options: { domain?: string; space?: Partial<Space> } = {},
): Promise<{ space: Space; admin: Context }> {
  const { store, secrets, now } = lab.deps;
  const space = await aSpace(store, options.space);
  const member = await aMember(store, space.id, { role: "admin", licence: "admin" });
  const organizationId = await anOrganization(store, space.id);
  const name = options.domain ?? "acme.example";
  const domain = { id: secrets.id("dom"), organizationId, name, challenge: "x", createdAt: now() };
  await store.domainsOf(organizationId).insert({
    ...domain,
    status: "pending",
    verifiedBy: null,
    verifiedAt: null,
    lastCheckedAt: null,
    lastCheckResult: null,
  });
  await store.domainsOf(organizationId).verify(domain.id, "operator", now());
  return { space, admin: await contextAs(lab.deps, space, member.userId) };
}

/** The tool simulator's values, as an administrator types them. */
export function toolInput(lab: { tool: RunningTool }): OAuth2Input {
  return {
    preset: "other",
    clientId: "lab",
    clientSecret: "a secret & more+",
    scopes: "profile contacts.read",
    authorizationUrl: `${lab.tool.url}/authorize`,
    tokenUrl: `${lab.tool.url}/token`,
    identityUrl: `${lab.tool.url}/me`,
    revocationUrl: `${lab.tool.url}/revoke`,
    account: "4711",
    keepTokens: true,
  };
}

/** Creates a connection with the simulator's values as its draft. */
export async function aDraft(
  lab: SsoLab,
  admin: Context,
  protocol: Protocol,
): Promise<{ connectionId: string; reference: string; leaseId: string }> {
  const connection = value(
    await createConnection(lab.deps, admin, { name: `Simulator ${protocol}`, protocol, provider: "generic" }),
  );
  const { leaseId } = value(await takeLease(lab.deps, admin, { takeOver: false }));
  const client = {
    clientId: "lab",
    clientSecret: "a secret & more+",
    redirectUris: [`${lab.deps.appUrl}/api/sso/${protocol}/${connection.id}/callback`],
  };
  const simulators: Record<Protocol, () => SettingsInput> = {
    saml: () => ({ metadataUrl: lab.saml.metadataUrl, loginFlow: "both" }),
    oidc: () => {
      lab.oidc.register(client);
      const { clientId, clientSecret } = client;
      return { issuer: lab.oidc.url, clientId, clientSecret, scopes: "openid email profile groups" };
    },
    oauth2: () => {
      lab.tool.register(client);
      return toolInput(lab);
    },
  };
  const input = { protocol, values: simulators[protocol]() };
  value(
    await saveConfiguration(lab.deps, admin, {
      connectionId: connection.id,
      leaseId,
      expectedRevision: null,
      input,
    }),
  );
  return { connectionId: connection.id, reference: connection.reference, leaseId };
}

/** A browser with its cookie. */
export class LabBrowser {
  constructor(
    private readonly lab: SsoLab,
    readonly secret: string = lab.deps.secrets.secret(),
  ) {}

  /** At the provider and back to us: the result of `receive`. */
  async answer(connectionId: string, redirect: ProviderRedirect, pick: Pick = {}): Promise<Received> {
    if (redirect.kind === "redirect" && redirect.url.startsWith(this.lab.oidc.url)) {
      const { person, fault } = pick;
      const back = await visit(redirect.url, { person, fault: fault as OidcFault });
      return receiveOidcCallback(this.lab.deps, { connectionId, parameters: back.searchParams });
    }
    if (redirect.kind === "redirect" && redirect.url.startsWith(this.lab.tool.url)) {
      const back = await visitTool(redirect.url, { person: pick.person, quirk: pick.fault as Quirk });
      return receiveOAuth2Callback(this.lab.deps, { connectionId, parameters: back.searchParams });
    }
    const posted = await this.samlAnswer(redirect, pick);
    return receiveSamlResponse(this.lab.deps, { connectionId, ...posted, address: "192.0.2.7" });
  }

  /** What the SAML simulator has the browser post to us. */
  async samlAnswer(
    redirect: ProviderRedirect,
    pick: Pick = {},
  ): Promise<{ samlResponse: string; relayState: string | null }> {
    const url = new URL(redirect.kind === "redirect" ? redirect.url : redirect.action);
    if (pick.fault) url.searchParams.set("fault", pick.fault);
    url.searchParams.set("person", pick.typed ? "typed" : (pick.person ?? "ada-moreno"));
    // A form's own fields contain it already, and may be longer than an address can be.
    if (url.pathname !== "/answer")
      for (const [name, text] of Object.entries(pick.typed ?? {})) url.searchParams.set(name, text);
    const answer = await fetch(
      url,
      redirect.kind === "form" ? { method: "POST", body: new URLSearchParams(redirect.fields) } : {},
    );
    const html = await answer.text();
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? null;
    const samlResponse = field("SAMLResponse");
    if (!samlResponse) throw new Error(`the simulator answered ${answer.status}: ${html.slice(0, 300)}`);
    return { samlResponse, relayState: field("RelayState") };
  }

  async finish(received: Received, sessionId: string | null = null): Promise<FinishedRoundTrip> {
    if (received.outcome !== "ticket") throw new Error(`no ticket: ${JSON.stringify(received)}`);
    const browserSecret = received.bind ?? this.secret;
    return finishRoundTrip(this.lab.deps, {
      ticket: received.ticket,
      browserSecret,
      browser: { address: "192.0.2.7", userAgent: "lab", sessionId },
    });
  }

  /** The redirect by the connection's login address, perhaps from another site; returns the target. */
  async begin(
    space: Space,
    reference: string,
    returnTo: string | null = null,
    startedElsewhere = false,
    reauthenticate = false,
  ): Promise<ProviderRedirect> {
    const started = await beginSignIn(this.lab.deps, {
      slug: space.slug,
      reference,
      returnTo,
      loginHint: null,
      address: "192.0.2.7",
      browserSecret: this.secret,
      startedElsewhere,
      reauthenticate,
    });
    if (started.outcome !== "out") throw new Error(`not sent out: ${JSON.stringify(started)}`);
    return started.redirect;
  }

  /** A whole sign-in. */
  async signIn(
    space: Space,
    connection: { connectionId: string; reference: string },
    pick: Pick = {},
    returnTo: string | null = null,
  ): Promise<FinishedRoundTrip> {
    const redirect = await this.begin(space, connection.reference, returnTo);
    return this.finish(await this.answer(connection.connectionId, redirect, pick));
  }

  /** A whole test run; returns the run as the administrator reads it. */
  async test(admin: Context, connectionId: string, pick: Pick = {}) {
    const { deps } = this.lab;
    const { runId, url } = value(await startTestRun(deps, admin, { connectionId }));
    const opened = await openTestRun(deps, {
      secret: url.split("/").at(-1) ?? "",
      browserSecret: this.secret,
      address: null,
    });
    if (opened.outcome === "out") await this.finish(await this.answer(connectionId, opened.redirect, pick));
    return value(await readTestRun(deps, admin, { connectionId, runId }));
  }
}

/** A tested and activated connection. */
export async function anActiveConnection(lab: SsoLab, admin: Context, protocol: Protocol) {
  const draft = await aDraft(lab, admin, protocol);
  const run = await new LabBrowser(lab).test(admin, draft.connectionId);
  if (run.status !== "passed") throw new Error(`the test did not pass: ${JSON.stringify(run.report)}`);
  value(
    await activateOption(lab.deps, admin, {
      connectionId: draft.connectionId,
      configurationId: null,
      sessions: "keep",
    }),
  );
  return draft;
}
