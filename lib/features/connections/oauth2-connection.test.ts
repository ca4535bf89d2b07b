import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { providerTokens } from "@/drizzle/schema/member-connections";
import { visitTool } from "@/e2e/idp/oauth2/visit";
import { aMember } from "@/lib/db/testing/rows";
import { receiveOAuth2Callback } from "@/lib/features/sign-in/receive-callback";
import { auditedActions } from "@/lib/features/testing/context-as";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  toolInput,
  value,
} from "@/lib/features/testing/sso-lab";
import { fetchProviderToken } from "@/lib/features/tool-tokens/fetch-provider-token";
import { revokeProviderToken } from "@/lib/features/tool-tokens/revoke-provider-token";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { activateOption } from "./activate-option";
import { listConnectionRows } from "./connection-row";
import { rollBack } from "./roll-back";
import { saveConfiguration } from "./save-configuration";
import { changeWholeConnection, createWholeConnection } from "./save-whole-connection";

let lab: SsoLab;
let space: Space;
let admin: Context;
let program: Context;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  lab.clock.forward((Date.now() - lab.deps.now().getTime()) / 1000);
  lab.tool.stand(null);
  ({ space, admin } = await aSubscribedSpace(lab));
  program = accountOf(space);
});

/** A program of a space, as the server creates it from an integration token. */
function accountOf(of: Space): Context {
  const actor = { kind: "account", id: "acct_1", name: "Nightly import", address: null } as const;
  return { space: of, actor, user: null, membership: null, role: "admin", sessionId: null, via: "token" };
}
const browser = () => new LabBrowser(lab);
const ada = "ada.moreno@acme.example";
const refusalOf = (outcome: { ok: boolean; problem?: { code: string } }) =>
  outcome.ok ? "fine" : outcome.problem?.code;

/** Points the connection at another address of the tool and puts that live, as somebody with its secret may. */
const pointElsewhere = async (connectionId: string, change: object) => {
  const input = { protocol: "oauth2" as const, values: { ...toolInput(lab), ...change } };
  const request = { connectionId, leaseId: null, expectedRevision: null, input };
  const { configuration, warnings } = value(await saveConfiguration(lab.deps, program, request));
  const run = await browser().test(admin, connectionId);
  if (run.status !== "passed") throw new Error("the test run has not passed");
  const live = { connectionId, configurationId: configuration.id, sessions: "keep" } as const;
  value(await activateOption(lab.deps, admin, live));
  return warnings;
};

describe("signing in", () => {
  test("through a tested and activated tool makes the person a Reader", async () => {
    const connection = await anActiveConnection(lab, admin, "oauth2");
    const finished = await browser().signIn(space, connection, {}, `/${space.slug}/somewhere`);
    expect(finished).toMatchObject({ outcome: "signed_in", to: `/${space.slug}/somewhere` });
    const user = await lab.deps.store.users.byEmail(ada);
    expect(user).toMatchObject({ firstName: "Ada", lastName: "Moreno" });
    expect(await lab.deps.store.membershipsOf(space.id).byUser(user?.id ?? "")).toMatchObject({
      role: "reader",
      status: "active",
    });
  });

  test.each([
    ["unverified_email", "email_not_verified"],
    ["missing_email", "email_missing"],
    ["two_emails", "tool_email_ambiguous"],
    ["other_account", "tool_account_mismatch"],
    ["access_denied", "tool_access_denied"],
    ["code_used", "tool_code_rejected"],
    ["error_with_markup", "tool_error"],
  ] as const)("with the quirk %s is refused", async (fault, code) => {
    const connection = await anActiveConnection(lab, admin, "oauth2");
    expect(await browser().signIn(space, connection, { fault })).toMatchObject({ outcome: "refused", code });
    expect(await lab.deps.store.users.byEmail(ada)).toBeNull();
  });

  test("of a person whose address is unchecked needs a verified domain", async () => {
    const connection = await anActiveConnection(lab, admin, "oauth2");
    const request = { fault: "nothing_said" } as const;
    expect(await browser().signIn(space, connection, request)).toMatchObject({ outcome: "signed_in" });
    // Added by hand, so that the domain alone would not refuse; but nobody vouches for the address.
    await aMember(lab.deps.store, space.id, {}, { email: "erik.solberg@globex.example" });
    const erik = { person: "erik-solberg", ...request };
    expect(await browser().signIn(space, connection, erik)).toMatchObject({ code: "email_not_verified" });
  });

  test("with the same answer twice, in another browser, or at another connection admits nobody", async () => {
    const connection = await anActiveConnection(lab, admin, "oauth2");
    const one = browser();
    const way = await one.begin(space, connection.reference);
    const received = await one.answer(connection.connectionId, way);
    expect(await browser().finish(received)).toMatchObject({ code: "attempt_other_browser" });
    expect(await one.finish(received)).toMatchObject({ code: "attempt_other_browser" });

    const state = new URL(way.kind === "redirect" ? way.url : "").searchParams.get("state") ?? "";
    const again = new URLSearchParams({ state, code: "x" });
    const at = (connectionId: string) => receiveOAuth2Callback(lab.deps, { connectionId, parameters: again });
    expect(await at(connection.connectionId)).toMatchObject({ outcome: "refused", code: "attempt_used" });
    expect(await at("conn_none")).toEqual({ outcome: "not_found" });
    const other = await aDraft(lab, admin, "oidc");
    expect(await at(other.connectionId)).toEqual({ outcome: "not_found" });
    const unknown = new URLSearchParams({ state: "invented", code: "x" });
    const { connectionId } = connection;
    expect(await receiveOAuth2Callback(lab.deps, { connectionId, parameters: unknown })).toMatchObject({
      code: "attempt_unknown",
    });
  });

  test("that started before another address of the tool went live is not accepted", async () => {
    const connection = await anActiveConnection(lab, admin, "oauth2");
    const one = browser();
    const way = await one.begin(space, connection.reference);
    const asked: string[] = [];
    const receive = lab.deps.oauth2.receive.bind(lab.deps.oauth2);
    const { connectionId } = connection;
    await pointElsewhere(connectionId, { tokenUrl: `${lab.tool.url}/token?tenant=other` });
    const back = await visitTool(way.kind === "redirect" ? way.url : "", {});
    const watched = {
      ...lab.deps,
      oauth2: {
        ...lab.deps.oauth2,
        receive: async (...input: Parameters<typeof receive>) => {
          asked.push(input[0].settings.tokenUrl);
          return receive(...input);
        },
      },
    };
    const received = await receiveOAuth2Callback(watched, { connectionId, parameters: back.searchParams });
    expect(await one.finish(received)).toMatchObject({ outcome: "refused", code: "connection_changed" });
    expect(asked).toEqual([]);
    expect(await browser().signIn(space, connection)).toMatchObject({ outcome: "signed_in" });
  });

  test("is refused ten minutes after the start", async () => {
    const connection = await anActiveConnection(lab, admin, "oauth2");
    const late = browser();
    const way = await late.begin(space, connection.reference);
    lab.clock.forward(11 * 60);
    expect(await late.answer(connection.connectionId, way)).toMatchObject({ code: "attempt_expired" });
  });
});

describe("configuring", () => {
  const other = (change: object) => ({
    protocol: "oauth2" as const,
    values: { ...toolInput(lab), ...change },
  });
  const save = async (connectionId: string, change: object) =>
    saveConfiguration(lab.deps, program, {
      connectionId,
      leaseId: null,
      expectedRevision: null,
      input: other(change),
    });
  const problemsOf = async (connectionId: string, change: object) => {
    const saved = await save(connectionId, change);
    if (saved.ok) return [];
    return [...new Set([saved.problem.field, ...(saved.problem.more ?? []).map(({ field }) => field)])];
  };
  const make = async (
    provider: "hubspot" | "salesforce" | "zoho" | "zendesk" | "github" | "other",
    fields: object,
  ) =>
    createWholeConnection(lab.deps, program, {
      connection: { name: `By ${provider}`, protocol: "oauth2", provider },
      configuration: { clientId: "id", clientSecret: "secret", ...fields },
    });

  test("a preset fills in every address from its hosts", async () => {
    const zoho = value(
      await make("zoho", { hosts: { domain: "https://accounts.zoho.eu".replace("accounts.", "") } }),
    );
    expect(zoho.configuration).toMatchObject({
      preset: "zoho",
      authorizationUrl: "https://accounts.zoho.eu/oauth/v2/auth",
      tokenUrl: "https://accounts.zoho.eu/oauth/v2/token",
      scopeSeparator: ",",
      hasClientSecret: true,
    });
    expect(JSON.stringify(zoho)).not.toContain('"secret"');
    expect(zoho.serviceProvider).not.toHaveProperty("initiateUrl");
    const zendesk = value(await make("zendesk", { hosts: { subdomain: "https://acme.zendesk.com/agent" } }));
    expect(zendesk.configuration).toMatchObject({ tokenUrl: "https://acme.zendesk.com/oauth/tokens" });
  });

  test.each([
    ["zoho", { hosts: { domain: "evil.example" } }, "host_invalid"],
    ["zendesk", { hosts: { subdomain: "evil.example/x" } }, "host_invalid"],
    ["zendesk", {}, "host_invalid"],
    [
      "salesforce",
      { hosts: { host: "login.salesforce.com.evil.example" }, account: "00D000000000001" },
      "host_invalid",
    ],
    ["salesforce", {}, "account_missing"],
    ["hubspot", {}, "account_missing"],
    ["other", {}, "address_missing"],
    ["github", { preset: "zoho" }, "preset_fixed"],
  ] as const)("%s with %j is refused, and nothing is created", async (provider, fields, code) => {
    const made = await make(provider, fields);
    expect(
      made.ok ? "made" : [made.problem.code, ...(made.problem.more ?? []).map((one) => one.code)],
    ).toContain(code);
    expect((await listConnectionRows(lab.deps, admin, {})).total).toBe(0);
  });

  test("a preset tool's addresses cannot be changed by the administrator", async () => {
    const tokenUrl = "https://github.com/login/oauth/access_token";
    const own = value(await make("github", { tokenUrl }));
    expect(own.configuration).toMatchObject({ tokenUrl });
    for (const fields of [
      { tokenUrl: "https://evil.example/token" },
      { extraParameters: { prompt: "consent" } },
      { tokenEndpointAuthMethod: "none", clientSecret: "" },
    ] as const) {
      const made = await make("github", fields);
      expect(made).toMatchObject({ ok: false, problem: { code: "field_of_preset" } });
      expect(made.ok ? null : made.problem.field).toBe(Object.keys(fields)[0]);
    }
  });

  test("problems name their fields", async () => {
    const { connectionId } = await aDraft(lab, admin, "oauth2");
    expect(await problemsOf(connectionId, { tokenUrl: "http://tool.example/t" })).toEqual(["tokenUrl"]);
    expect(await problemsOf(connectionId, { identityUrl: "https://10.0.0.1/me" })).toEqual(["identityUrl"]);
    expect(await problemsOf(connectionId, { emailPath: "a..b" })).toEqual(["emailPath"]);
    expect(await problemsOf(connectionId, { extraParameters: { state: "x" } })).toEqual(["extraParameters"]);
  });

  test("a stored secret is never sent to a host that it was not entered for", async () => {
    const { connectionId } = await aDraft(lab, admin, "oauth2");
    const elsewhere = { clientSecret: "", tokenUrl: "https://evil.example/token" };
    expect(await problemsOf(connectionId, elsewhere)).toEqual(["clientSecret"]);
    const introspection = { identityRequest: "introspection", identityUrl: "https://evil.example/me" };
    expect(await problemsOf(connectionId, { clientSecret: "", ...introspection })).toEqual(["clientSecret"]);
    expect((await save(connectionId, { clientSecret: "", scopes: "profile" })).ok).toBe(true);
  });

  test("a program may send back what it reads", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "oauth2");
    const request = { connectionId, expectedRevision: null };
    const changed = value(
      await changeWholeConnection(lab.deps, program, { ...request, configuration: { keepTokens: false } }),
    );
    expect(changed.configuration).toMatchObject({ keepTokens: false, state: "draft" });
    expect(changed.live).toMatchObject({ keepTokens: true, state: "live" });
  });

  test("a tool requires OAuth 2, and OAuth 2 requires a tool", async () => {
    const request = { configuration: {} };
    const connection = { name: "Odd", protocol: "oauth2", provider: "okta" } as const;
    expect(refusalOf(await createWholeConnection(lab.deps, program, { ...request, connection }))).toBe(
      "provider_misfit",
    );
    const saml = { name: "Odd", protocol: "saml", provider: "zoho" } as const;
    expect(refusalOf(await createWholeConnection(lab.deps, program, { ...request, connection: saml }))).toBe(
      "provider_misfit",
    );
  });
});

describe("stored tokens", () => {
  const signedIn = async (fault: "refresh_rotation" | "short_lived" | "no_refresh_token" | null = null) => {
    const connection = await anActiveConnection(lab, admin, "oauth2");
    await browser().signIn(space, connection, { fault });
    const { connectionId } = connection;
    const get = (ctx = program, person = ada) => fetchProviderToken(lab.deps, ctx, { connectionId, person });
    return { connectionId, get };
  };

  test("are sealed, and a test run stores none", async () => {
    await aDraft(lab, admin, "oauth2").then(({ connectionId }) => browser().test(admin, connectionId));
    expect(await lab.database.db.select().from(providerTokens)).toEqual([]);
    await signedIn();
    const rows = await lab.database.db.select().from(providerTokens);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/at_|rt_/);
  });

  test("are handed to a program of the space, which then works at the tool, and that is audited", async () => {
    const { get } = await signedIn();
    const got = value(await get());
    expect(got).toMatchObject({
      tokenType: "Bearer",
      scopes: ["profile", "contacts.read"],
      person: { email: ada },
    });
    const me = await fetch(`${lab.tool.url}/me`, { headers: { authorization: `Bearer ${got.accessToken}` } });
    expect(await me.json()).toMatchObject({ id: "ada-moreno" });
    expect(await auditedActions(lab.deps, space.id)).toContain("provider_token.fetched");
    const log = await lab.deps.store.auditOf(space.id).after(0, 100);
    expect(JSON.stringify(log)).not.toContain(got.accessToken);
    // Again, by the person's id: the same token while it lasts.
    expect(value(await get(program, got.person.id)).accessToken).toBe(got.accessToken);
  });

  test("are refreshed when they expire, with a rotated refresh token each time", async () => {
    const { get } = await signedIn("refresh_rotation");
    const first = value(await get()).accessToken;
    const second = value(await get()).accessToken;
    expect(second).not.toBe(first);
    expect(lab.tool.isLive(second)).toBe(true);
  });

  test("are never refreshed twice with one refresh token, however many programs ask at the same moment", async () => {
    const { get } = await signedIn("refresh_rotation");
    lab.clock.forward(5);
    // The tool invalidates a refresh token on use: a second use would end the grant for everybody.
    const answers = await Promise.all([get(), get(), get()]);
    const codes = answers.map(refusalOf);
    expect(codes).toContain("fine");
    expect(codes.every((code) => code === "fine" || code === "refresh_under_way")).toBe(true);
    expect(refusalOf(await get())).toBe("fine");
  });

  test("report that the tool ended the grant, or issued no refresh token", async () => {
    const { get } = await signedIn("short_lived");
    lab.tool.endGrantsOf("ada-moreno");
    expect(refusalOf(await get())).toBe("provider_token_ended");
    expect(refusalOf(await get())).toBe("provider_token_ended");
    const rows = await lab.database.db.select().from(providerTokens);
    expect(rows[0]).toMatchObject({ accessTokenSealed: null, refreshTokenSealed: null });
  });

  test("without a refresh token work until they expire", async () => {
    const { get } = await signedIn("no_refresh_token");
    expect(refusalOf(await get())).toBe("fine");
    lab.clock.forward(31 * 60);
    expect(refusalOf(await get())).toBe("provider_token_ended");
  });

  test("are revoked here and at the tool", async () => {
    const { connectionId, get } = await signedIn();
    const { accessToken } = value(await get());
    expect(value(await revokeProviderToken(lab.deps, admin, { connectionId, person: ada }))).toEqual({
      toldTool: true,
    });
    expect(refusalOf(await get())).toBe("provider_token_not_found");
    expect(refusalOf(await revokeProviderToken(lab.deps, admin, { connectionId, person: ada }))).toBe(
      "provider_token_not_found",
    );
    expect(accessToken).toMatch(/^at_/);
  });

  test("end when the connection moves to another address: they are never sent to another host", async () => {
    const { connectionId, get } = await signedIn("short_lived");
    const [before] = await lab.database.db.select().from(providerTokens);
    const warnings = await pointElsewhere(connectionId, { tokenUrl: `${lab.tool.url}/token?tenant=other` });
    expect(warnings.join()).toMatch(/the stored tokens end/);
    const rows = await lab.database.db.select().from(providerTokens);
    expect(rows).toMatchObject([{ accessTokenSealed: null, refreshTokenSealed: null }]);
    expect(rows[0]?.endedAt).not.toBeNull();
    expect(refusalOf(await get())).toBe("provider_token_ended");
    const events = await lab.deps.store.auditOf(space.id).after(0, 200);
    expect(events.find(({ action }) => action === "configuration.went_live")?.details).toMatchObject({
      toolTokensEnded: 1,
    });

    // Tokens in flight at that moment, stored afterwards, are not sent either.
    const asked: string[] = [];
    const refresh = lab.deps.oauth2.refresh.bind(lab.deps.oauth2);
    const watched = {
      ...lab.deps,
      oauth2: {
        ...lab.deps.oauth2,
        refresh: async (...input: Parameters<typeof refresh>) => {
          asked.push(input[0].tokenUrl);
          return refresh(...input);
        },
      },
    };
    if (!before) throw new Error("nothing was kept");
    await lab.database.db.update(providerTokens).set(before);
    lab.clock.forward(3600);
    const late = await fetchProviderToken(watched, program, { connectionId, person: ada });
    expect([refusalOf(late), asked]).toEqual(["provider_token_ended", []]);
    // Signing in again brings new ones, and they are used.
    await browser().signIn(space, { connectionId, reference: await referenceOf(connectionId) });
    expect(refusalOf(await get())).toBe("fine");
  });

  test("end when an earlier version with another address is restored, and when none are kept any more", async () => {
    const { connectionId, get } = await signedIn();
    await pointElsewhere(connectionId, { tokenUrl: `${lab.tool.url}/token?tenant=other` });
    await browser().signIn(space, { connectionId, reference: await referenceOf(connectionId) });
    expect(refusalOf(await get())).toBe("fine");
    value(await rollBack(lab.deps, admin, { connectionId, version: 1, expectedRevision: null }));
    expect(refusalOf(await get())).toBe("provider_token_ended");
    await browser().signIn(space, { connectionId, reference: await referenceOf(connectionId) });
    expect(refusalOf(await get())).toBe("fine");
    await pointElsewhere(connectionId, { keepTokens: false });
    const rows = await lab.database.db.select().from(providerTokens);
    expect(rows).toMatchObject([{ accessTokenSealed: null, refreshTokenSealed: null }]);
  });

  test("are revoked here, and nothing is sent to an address that did not issue them", async () => {
    const { connectionId } = await signedIn();
    await pointElsewhere(connectionId, { revocationUrl: `${lab.tool.url}/revoke?to=other` });
    expect(value(await revokeProviderToken(lab.deps, admin, { connectionId, person: ada }))).toEqual({
      toldTool: false,
    });
  });

  const referenceOf = async (connectionId: string) =>
    (await lab.deps.store.connectionLookup.byId(connectionId))?.reference ?? "";

  test("are out of reach for other spaces, other people, the deactivated, and disabled connections", async () => {
    const { connectionId, get } = await signedIn();
    const other = await aSubscribedSpace(lab, { domain: "globex.example" });
    expect(refusalOf(await get(accountOf(other.space)))).toBe("connection_not_found");
    expect(refusalOf(await get(admin))).toBe("account_only");
    expect(refusalOf(await get(program, other.admin.user?.email ?? ""))).toBe("provider_token_not_found");
    expect(refusalOf(await get(program, "user_none"))).toBe("provider_token_not_found");
    const request = { connectionId, person: ada };
    expect(refusalOf(await revokeProviderToken(lab.deps, other.admin, request))).toBe("connection_not_found");

    const user = await lab.deps.store.users.byEmail(ada);
    await lab.deps.store
      .membershipsOf(space.id)
      .update(user?.id ?? "", { status: "deactivated", licence: null });
    expect(refusalOf(await get())).toBe("provider_token_not_found");
    await lab.deps.store.membershipsOf(space.id).update(user?.id ?? "", { status: "active" });
    const option = await lab.deps.store.optionsOf(space.id).byConnection(connectionId);
    const by = { userId: null, at: new Date() };
    await lab.deps.store.optionsOf(space.id).move(option?.id ?? "", "active", "disabled", by);
    expect(refusalOf(await get())).toBe("connector_inactive");
  });
});
