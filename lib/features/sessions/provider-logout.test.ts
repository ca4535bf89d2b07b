import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { idTokens } from "@/drizzle/schema/sessions";
import { housekeepingIn } from "@/lib/db/repositories/housekeeping";
import { sealedValuesIn } from "@/lib/db/repositories/sealed-values";
import { activateOption } from "@/lib/features/connections/activate-option";
import { saveConfiguration } from "@/lib/features/connections/save-configuration";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { readSignOutHint } from "@/lib/protocols/saml/logout/sign-out-hint";
import { emailFormat } from "@/lib/protocols/saml/logout/testing/logout-xml";
import type { SamlInput } from "@/lib/schemas/connection";
import { endSessionRedirect, type ProviderLogout } from "./provider-logout";
import { signOut } from "./sign-out";

let lab: SsoLab;
let space: Space;
let admin: Context;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  lab.oidc.changeDocument();
  ({ space, admin } = await aSubscribedSpace(lab));
});

const rows = () => lab.database.db.select().from(idTokens);

async function signedIn(protocol: Protocol) {
  const connection = await anActiveConnection(lab, admin, protocol);
  const finished = await new LabBrowser(lab).signIn(space, connection);
  if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
  return { ...connection, sessionId: finished.sessionId };
}

async function addressAfter(sessionId: string) {
  const { provider } = await signOut(lab.deps, sessionId, null);
  return provider?.by === "end_session" ? addressOf(provider) : provider;
}

const redirectOf = (logout: Extract<ProviderLogout, { by: "end_session" }>) =>
  endSessionRedirect(lab.deps, { ...logout, state: "the-state" });

async function addressOf(logout: Extract<ProviderLogout, { by: "end_session" }>) {
  const redirect = await redirectOf(logout);
  if (redirect?.kind === "form") throw new Error("a form, not an address");
  return redirect?.url ?? null;
}

describe("signing out of an OpenID connection", () => {
  test("calls the provider's endpoint with the ID token of the sign-in, client, return address and state", async () => {
    const { sessionId } = await signedIn("oidc");
    const url = new URL(String(await addressAfter(sessionId)));
    expect(url.origin).toBe(lab.oidc.url);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      id_token_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      client_id: "lab",
      post_logout_redirect_uri: `${lab.deps.appUrl}/logout`,
      state: "the-state",
    });
    const answer = await fetch(url, { redirect: "manual" });
    expect(answer.status).toBe(200);
  });

  test("calls nothing for a session that has not ended here", async () => {
    const { sessionId, connectionId } = await signedIn("oidc");
    expect(await addressOf({ by: "end_session", sessionId, connectionId })).toBeNull();
    expect(await addressOf({ by: "end_session", sessionId: "session_none", connectionId })).toBeNull();
  });

  test("calls nothing if the provider lacks the endpoint, and no ID token is stored", async () => {
    lab.oidc.changeDocument({ end_session_endpoint: undefined });
    const { sessionId } = await signedIn("oidc");
    expect(await rows()).toEqual([]);
    expect(await addressAfter(sessionId)).toBeNull();
  });

  test("does not show the token to another connection's provider", async () => {
    const { sessionId } = await signedIn("oidc");
    const other = await anActiveConnection(lab, admin, "oidc");
    await signOut(lab.deps, sessionId, null);
    const address = await addressOf({ by: "end_session", sessionId, connectionId: other.connectionId });
    expect(new URL(String(address)).searchParams.has("id_token_hint")).toBe(false);
  });

  test("uses the logout URL that an administrator has set, and nothing else", async () => {
    const logoutUrl = "https://idp.example/out";
    const { connectionId, leaseId } = await anActiveConnection(lab, admin, "oidc");
    const input = { protocol: "oidc", values: { logoutUrl } } as const;
    value(await saveConfiguration(lab.deps, admin, { connectionId, leaseId, expectedRevision: null, input }));
    await new LabBrowser(lab).test(admin, connectionId);
    const live = { connectionId, configurationId: null, sessions: "keep" } as const;
    value(await activateOption(lab.deps, admin, live));
    const connection = await lab.deps.store.connectionLookup.byId(connectionId);
    const finished = await new LabBrowser(lab).signIn(space, {
      connectionId,
      reference: connection?.reference ?? "",
    });
    const sessionId = finished.outcome === "signed_in" ? finished.sessionId : "";
    expect(await addressAfter(sessionId)).toEqual({ by: "address", url: logoutUrl });
  });

  test("does not apply to OAuth 2, which has no such endpoint", async () => {
    const { sessionId } = await signedIn("oauth2");
    expect(await rows()).toEqual([]);
    expect(await addressAfter(sessionId)).toBeNull();
  });
});

describe("signing out of a SAML connection", () => {
  /** A connection whose configuration says this of single logout, and a sign-in by it. */
  async function signedInWith(values: SamlInput) {
    const { connectionId, leaseId } = await anActiveConnection(lab, admin, "saml");
    const input = { protocol: "saml", values } as const;
    value(await saveConfiguration(lab.deps, admin, { connectionId, leaseId, expectedRevision: null, input }));
    await new LabBrowser(lab).test(admin, connectionId);
    const live = { connectionId, configurationId: null, sessions: "keep" } as const;
    value(await activateOption(lab.deps, admin, live));
    const connection = await lab.deps.store.connectionLookup.byId(connectionId);
    const reference = connection?.reference ?? "";
    const finished = await new LabBrowser(lab).signIn(space, { connectionId, reference });
    if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
    return { sessionId: finished.sessionId, connectionId };
  }

  /** What the provider reads in a request, as far as it came. */
  const inflated = (message: string | null) =>
    inflateRawSync(Buffer.from(message ?? "", "base64")).toString("utf8");

  test("sends the provider a signed request with the names of the sign-in", async () => {
    const { sessionId } = await signedIn("saml");
    const url = new URL(String(await addressAfter(sessionId)));
    expect(`${url.origin}${url.pathname}`).toBe(`${lab.saml.url}/slo`);
    const xml = inflated(url.searchParams.get("SAMLRequest"));
    const { providerSession } = (await lab.deps.store.sessions.byId(sessionId))?.spaces[0] ?? {};
    expect(xml).toContain(`<samlp:SessionIndex>${providerSession}</samlp:SessionIndex>`);
    expect(xml).toMatch(/<saml:NameID Format="[^"]*emailAddress">ada\.moreno@acme\.example<\/saml:NameID>/);
    expect(xml).toContain(' ID="_the-state"');
    // The simulator verifies the signature as the application's metadata says, which nobody serves here.
    expect([...url.searchParams.keys()]).toEqual(["SAMLRequest", "SigAlg", "Signature"]);
  });

  test("by a form, if the provider takes requests that way", async () => {
    const { sessionId } = await signedInWith({ singleLogoutBinding: "post" });
    const { provider } = await signOut(lab.deps, sessionId, null);
    if (provider?.by !== "end_session") throw new Error("no provider");
    const redirect = await redirectOf(provider);
    expect(redirect).toMatchObject({ kind: "form", action: `${lab.saml.url}/slo` });
    const fields = redirect?.kind === "form" ? redirect.fields : {};
    const xml = Buffer.from(fields.SAMLRequest ?? "", "base64").toString();
    expect(xml).toContain("<ds:Signature ");
    expect(xml).toContain("ada.moreno@acme.example");
  });

  test("asks for nothing if the provider takes no requests, and keeps nothing of the sign-in", async () => {
    const metadataXml = (await (await fetch(lab.saml.metadataUrl)).text()).replace(
      /<md:SingleLogoutService[^>]*>/g,
      "",
    );
    const { sessionId } = await signedInWith({ metadataXml, singleLogoutUrl: "" });
    const kept = await rows();
    expect(kept.filter((row) => row.sessionId === sessionId)).toEqual([]);
    expect(await addressAfter(sessionId)).toBeNull();
  });

  test("keeps to the plain logout URL that an administrator has set", async () => {
    const logoutUrl = "https://idp.example/out";
    const { sessionId } = await signedInWith({ logoutUrl });
    expect(await addressAfter(sessionId)).toEqual({ by: "address", url: logoutUrl });
  });

  test("asks for nothing before the session has ended here, and nothing of another connection's provider", async () => {
    const { sessionId, connectionId } = await signedIn("saml");
    expect(await addressOf({ by: "end_session", sessionId, connectionId })).toBeNull();
    const other = await anActiveConnection(lab, admin, "saml");
    await signOut(lab.deps, sessionId, null);
    expect(await addressOf({ by: "end_session", sessionId, connectionId: other.connectionId })).toBeNull();
    expect(await addressOf({ by: "end_session", sessionId, connectionId })).toContain("/slo?SAMLRequest=");
  });

  test("does not name its people to another provider that the connection is for now", async () => {
    const { sessionId, connectionId } = await signedIn("saml");
    await signOut(lab.deps, sessionId, null);
    const lookup = await lab.deps.store.connectionLookup.withLive(connectionId, null);
    expect(lookup?.live?.settings).toMatchObject({ entityId: lab.saml.entityId });
    const [row] = await rows();
    const { organizationId } = lookup?.connection ?? { organizationId: "" };
    const hint = lab.deps.vault.open(
      row?.idTokenSealed ?? "",
      sealContexts.idToken(organizationId, row?.id ?? ""),
    );
    expect(readSignOutHint(hint, lab.saml.entityId)).toMatchObject({ nameId: { format: emailFormat } });
    expect(readSignOutHint(hint, "https://other.example")).toBeNull();
  });

  test("keeps the names sealed", async () => {
    await signedIn("saml");
    const [row, ...more] = await rows();
    expect(more).toEqual([]);
    expect(row?.idTokenSealed).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toContain("ada.moreno");
  });
});

describe("the stored ID token", () => {
  test("is sealed, for a sign-in only, and deleted a day after the session has ended", async () => {
    const { sessionId } = await signedIn("oidc");
    // The test run before stored none.
    const [row, ...more] = await rows();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ sessionId, idTokenSealed: expect.stringMatching(/^v1\./) });
    expect(row?.idTokenSealed).not.toMatch(/eyJ/);
    const { prune } = housekeepingIn(lab.database.db);
    await prune(lab.deps.now());
    expect(await rows()).toHaveLength(1);
    await signOut(lab.deps, sessionId, null);
    await prune(new Date(lab.deps.now().getTime() + 23 * 3_600_000));
    expect(await rows()).toHaveLength(1);
    await prune(new Date(lab.deps.now().getTime() + 25 * 3_600_000));
    expect(await rows()).toEqual([]);
  });

  test("is among the values that a key rotation seals again", async () => {
    await signedIn("oidc");
    const counts = await sealedValuesIn(lab.database.db).countByKey("idToken");
    expect(counts.map(({ values }) => values)).toEqual([1]);
  });
});
