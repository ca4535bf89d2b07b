import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { discoveryFaults } from "@/e2e/idp/openid/faults";
import { saveConfiguration } from "@/lib/features/connections/save-configuration";
import {
  aDraft,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import type { Context } from "@/lib/ports/context";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { OidcInput } from "@/lib/schemas/connection";
import { readOidcInput } from "./read-input";

let lab: SsoLab;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(() => lab.database.reset());

const read = (input: OidcInput, previous: Parameters<typeof readOidcInput>[3] = null, hasSecret = false) =>
  readOidcInput(lab.deps, "conn_read", input, previous, hasSecret);
const whole = (): OidcInput => ({ issuer: lab.oidc.url, clientId: "lab", clientSecret: "secret" });
const fields = (outcome: Awaited<ReturnType<typeof read>>) =>
  outcome.ok ? [] : (outcome.problem.more ?? []).map(({ field, code }) => `${field}: ${code}`);

describe("input for OpenID Connect", () => {
  test("the issuer, or the address of its document, gives the issuer as the provider writes it", async () => {
    for (const issuer of [lab.oidc.url, `${lab.oidc.url}/.well-known/openid-configuration`]) {
      const { settings } = value(await read({ ...whole(), issuer }));
      expect(settings).toMatchObject({ issuer: lab.oidc.url, scopes: ["openid", "email", "profile"] });
    }
  });

  test("every missing field is named", async () => {
    expect(fields(await read({}))).toEqual([
      "issuer: issuer_missing",
      "clientId: client_id_missing",
      "clientSecret: client_secret_missing",
    ]);
  });

  test("scopes are accepted in either form, openid among them, each once", async () => {
    const scopes = async (given: OidcInput["scopes"]) =>
      value(await read({ ...whole(), scopes: given })).settings.scopes;
    expect(await scopes("email, groups email")).toEqual(["openid", "email", "groups"]);
    expect(await scopes([" openid ", "groups", ""])).toEqual(["openid", "groups"]);
  });

  test("a logout URL that a browser cannot open is refused at its field", async () => {
    expect(await read({ ...whole(), logoutUrl: "http://idp.example/logout" })).toMatchObject({
      ok: false,
      problem: { code: "address_insecure", field: "logoutUrl" },
    });
  });

  const quick = Object.entries(discoveryFaults).filter(([, { expected }]) => expected !== "provider_timeout");
  test.each(quick)("a provider with a wrong document (%s) is refused at the issuer", async (name, fault) => {
    expect(await read({ ...whole(), issuer: `${lab.oidc.url}/faulty/${name}` })).toMatchObject({
      ok: false,
      problem: {
        kind: "invalid",
        code: fault.expected,
        field: "issuer",
        message: expect.stringMatching(/\w{3,}/),
      },
    });
  });

  test("a document that names another issuer shows both", async () => {
    const issuer = `${lab.oidc.url}/faulty/other_issuer`;
    const outcome = await read({ ...whole(), issuer });
    expect(outcome).toMatchObject({ ok: false, problem: { code: "discovery_issuer_mismatch" } });
    if (outcome.ok) return;
    expect(outcome.problem.received).toBeTruthy();
    expect(outcome.problem.received).not.toBe(outcome.problem.expected);
  });
});

describe("a document that is not at its issuer", () => {
  const policy = () => `${lab.oidc.url}/policies/B2C_1_signin/v2.0/.well-known/openid-configuration`;
  const elsewhere = () => ({ ...whole(), discoveryUrl: policy() });

  test("is read by its own address, and stored beside the issuer", async () => {
    const { settings } = value(await read(elsewhere()));
    expect(settings).toMatchObject({ issuer: lab.oidc.url, discoveryUrl: policy() });
  });

  test("without an issuer, the one that it names is stored, and reported", async () => {
    const { settings, repairs } = value(await read({ ...elsewhere(), issuer: undefined }));
    expect(settings).toMatchObject({ issuer: lab.oidc.url, discoveryUrl: policy() });
    expect(repairs.join()).toContain(lab.oidc.url);
  });

  test("given as the issuer alone, is refused with both issuers and what to do", async () => {
    expect(await read({ ...whole(), issuer: policy() })).toMatchObject({
      problem: {
        field: "issuer",
        code: "discovery_issuer_mismatch",
        received: lab.oidc.url,
        message: expect.stringContaining("discovery URL"),
      },
    });
  });

  test("must name the issuer that was given", async () => {
    expect(await read({ ...elsewhere(), issuer: "https://another.example" })).toMatchObject({
      problem: { field: "issuer", code: "discovery_issuer_mismatch", received: lab.oidc.url },
    });
  });

  test.each([
    ["that is not there", () => `${lab.oidc.url}/nowhere`, "discovery_not_found"],
    ["without https", () => "http://idp.example/doc", "issuer_not_https"],
    ["in a private network", () => "https://10.0.0.1/doc", "provider_private_address"],
    ["of every company", () => "https://login.microsoftonline.com/common/v2.0/x", "issuer_multi_tenant"],
    ["with a placeholder", () => "https://idp.example/{policy}/doc", "issuer_invalid"],
    ["with a fragment", () => `${lab.oidc.url}/.well-known/openid-configuration#x`, "issuer_invalid"],
  ])("an address %s is refused at its field", async (_name, discoveryUrl, code) => {
    expect(await read({ ...whole(), discoveryUrl: discoveryUrl() })).toMatchObject({
      problem: { field: "discoveryUrl", code },
    });
  });

  test("an address that follows from the issuer is not stored twice", async () => {
    const discoveryUrl = `${lab.oidc.url}/.well-known/openid-configuration`;
    expect(value(await read({ ...whole(), discoveryUrl })).settings.discoveryUrl).toBeNull();
  });

  test("an address with a query, pasted as the issuer, is stored beside it", async () => {
    const issuer = `${lab.oidc.url}/.well-known/openid-configuration?appid=app-1`;
    const { settings, repairs } = value(await read({ ...whole(), issuer }));
    expect(settings).toMatchObject({ issuer: lab.oidc.url, discoveryUrl: issuer });
    expect(repairs.join()).toContain("?appid=app-1");
  });

  test("another address needs the secret again: its endpoints may belong to somebody else", async () => {
    const { settings } = value(await read(whole()));
    expect(await read({ discoveryUrl: policy() }, settings, true)).toMatchObject({
      problem: { field: "clientSecret", code: "client_secret_missing" },
    });
    expect(await read({ discoveryUrl: policy(), clientSecret: "again" }, settings, true)).toMatchObject({
      ok: true,
    });
  });

  test("is cleared by an empty address, and stays cleared", async () => {
    const { settings } = value(await read(elsewhere()));
    expect(value(await read({}, settings, true)).settings.discoveryUrl).toBe(policy());
    const cleared = await read({ discoveryUrl: "", clientSecret: "again" }, settings, true);
    expect(value(cleared).settings.discoveryUrl).toBeNull();
  });
});

describe("a placeholder of a guide", () => {
  test.each(["https://login.microsoftonline.com/{tenantid}/v2.0", "https://{domain}.okta.com"])(
    "%s is refused at the issuer with advice",
    async (issuer) => {
      expect(await read({ ...whole(), issuer })).toMatchObject({
        problem: { field: "issuer", code: "issuer_invalid", received: issuer },
      });
      expect(await read(whole())).toMatchObject({ ok: true });
    },
  );
});

describe("a public client", () => {
  const isPublic = { tokenEndpointAuthMethod: "none", clientSecret: undefined } as const;

  test("needs no secret", async () => {
    const { settings, clientSecret } = value(await read({ ...whole(), ...isPublic }));
    expect([settings.tokenEndpointAuthMethod, clientSecret]).toEqual(["none", null]);
  });

  test("accepts none", async () => {
    expect(fields(await read({ ...whole(), tokenEndpointAuthMethod: "none" }))).toEqual([
      "clientSecret: client_secret_not_used",
    ]);
  });

  test("drops a stored secret, and needs one again to be confidential", async () => {
    const { settings, dropsSecret } = value(await read(isPublic, value(await read(whole())).settings, true));
    expect(dropsSecret).toBe(true);
    expect(fields(await read({ tokenEndpointAuthMethod: null }, settings, false))).toEqual([
      "clientSecret: client_secret_missing",
    ]);
  });
});

describe("further parameters", () => {
  test("are kept, replaced as a whole, and stay if they are not given", async () => {
    const extraParameters = { prompt: "select_account", domain_hint: "acme.example" };
    const { settings } = value(await read({ ...whole(), extraParameters }));
    expect(settings.extraParameters).toEqual(extraParameters);
    expect(value(await read({}, settings, true)).settings.extraParameters).toEqual(extraParameters);
    const cleared = await read({ extraParameters: {} }, settings, true);
    expect(value(cleared).settings.extraParameters).toEqual({});
  });

  test("that the protocol sets itself are refused at their field", async () => {
    expect(fields(await read({ ...whole(), extraParameters: { state: "x" } }))).toEqual([
      "extraParameters: parameter_reserved",
    ]);
  });

  test("prompt is refused if the connection forces re-authentication, and accepted otherwise", async () => {
    const extraParameters = { prompt: "select_account" };
    expect(fields(await read({ ...whole(), extraParameters, forceReauthentication: true }))).toEqual([
      "extraParameters: parameter_reserved",
    ]);
    expect((await read({ ...whole(), extraParameters })).ok).toBe(true);
  });
});

describe("saving again", () => {
  test("reads the document afresh", async () => {
    const { settings } = value(await read(whole()));
    lab.oidc.requests.length = 0;
    expect(value(await read({ scopes: "email" }, settings, true)).warnings).toEqual([]);
    expect(lab.oidc.requests).toContain("/.well-known/openid-configuration");
  });

  test("works while the provider is down, with a warning", async () => {
    const { settings } = value(await read(whole()));
    lab.oidc.stand("failing");
    const again = await read({ scopes: "email" }, settings, true);
    lab.oidc.stand(null);
    expect(value(again).settings).toEqual({ ...settings, scopes: ["openid", "email"] });
    expect(value(again).warnings).toEqual([expect.stringContaining("could not be used just now")]);
  });
});

describe("the client secret", () => {
  const save = (admin: Context, page: { connectionId: string; leaseId: string }, oidc: OidcInput) =>
    saveConfiguration(lab.deps, admin, {
      ...page,
      expectedRevision: null,
      input: { protocol: "oidc", values: oidc },
    });
  const stored = async (admin: Context, connectionId: string) => {
    const { store, vault } = lab.deps;
    const organizationId = (await store.organizationsOf(admin.space.id).own())?.id ?? "";
    const connection = await store.connectionLookup.byId(connectionId);
    const id = connection?.draftConfigurationId ?? "";
    const sealed = await store.connectionsOf(organizationId).clientSecretSealed(id);
    expect(sealed).not.toContain("secret");
    return vault.open(sealed ?? "", sealContexts.clientSecret(organizationId, id));
  };

  test("is kept when it is not given again, and the new version works with it", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "oidc");
    const saved = value(await save(admin, draft, { scopes: "openid email", clientSecret: "" }));
    expect(saved).toMatchObject({ changed: true, configuration: { version: 2, hasClientSecret: true } });
    expect(await stored(admin, draft.connectionId)).toBe("a secret & more+");
    expect(await new LabBrowser(lab).test(admin, draft.connectionId)).toMatchObject({ status: "passed" });
  });

  test("a new one makes another version, even with everything else the same", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "oidc");
    await new LabBrowser(lab).test(admin, draft.connectionId);
    const saved = value(await save(admin, draft, { clientSecret: "rotated" }));
    expect(saved).toMatchObject({ changed: true, configuration: { version: 2, testedAt: null } });
    expect(await stored(admin, draft.connectionId)).toBe("rotated");
  });

  test("is never sent to another issuer: it must be entered again", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "oidc");
    const previous = { ...value(await read(whole())).settings, issuer: "https://old.example" };
    const moved = await read({ issuer: lab.oidc.url }, previous, true);
    expect(moved).toMatchObject({
      ok: false,
      problem: { code: "client_secret_missing", field: "clientSecret" },
    });
    expect(await read({ issuer: lab.oidc.url, clientSecret: "its own" }, previous, true)).toMatchObject({
      ok: true,
    });
    expect(
      await save(admin, draft, { issuer: `${lab.oidc.url}/.well-known/openid-configuration` }),
    ).toMatchObject({ ok: true, value: { changed: false } });
  });

  test("appears in no answer and no audit event", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "oidc");
    const saved = value(await save(admin, draft, { clientSecret: "CANARY-9f2" }));
    const audit = await lab.deps.store.auditOf(admin.space.id).after(0, 100);
    expect(JSON.stringify({ saved, audit })).not.toContain("CANARY-9f2");
    expect(audit.at(-1)).toMatchObject({ details: { changed: ["clientSecret"] } });
  });

  test("if wrong, is reported by the test run as the client's authentication", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "oidc");
    value(await save(admin, draft, { clientSecret: "not this one" }));
    expect(await new LabBrowser(lab).test(admin, draft.connectionId)).toMatchObject({
      status: "failed",
      report: { refusal: { code: "client_authentication_failed" }, outlook: null },
    });
    value(await save(admin, draft, { clientSecret: "a secret & more+" }));
    expect(await new LabBrowser(lab).test(admin, draft.connectionId)).toMatchObject({ status: "passed" });
  });
});
