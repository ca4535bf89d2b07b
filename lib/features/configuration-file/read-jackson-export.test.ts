import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aSubscribedSpace, openSsoLab, type SsoLab, value } from "@/lib/features/testing/sso-lab";
import { applyConfiguration, planOf } from "./apply-configuration";
import { readJacksonExport } from "./read-jackson-export";
import { secretsAsStored } from "./secrets-as-stored";

let lab: SsoLab;
let certificate: string;
beforeAll(async () => {
  lab = await openSsoLab();
  certificate = (await lab.deps.keyPairs.make("idp", lab.deps.now())).certificate;
});
afterAll(() => lab.close());

const bare = () => certificate.replace(/-----[A-Z ]+-----|\s/g, "");
const saml = (change: object = {}) => ({
  tenant: "acme",
  product: "notes",
  clientID: "0d2f1a9c7b",
  clientSecret: "Jackson's own",
  name: null,
  idpMetadata: {
    entityID: "https://idp.example/entity",
    friendlyProviderName: "Okta",
    sso: { postUrl: "https://idp.example/post", redirectUrl: "https://idp.example/redirect" },
    slo: {},
    publicKey: bare(),
  },
  ...change,
});
const oidc = (change: object = {}) => ({
  tenant: "birch",
  product: "notes",
  clientID: "77aa",
  oidcProvider: {
    discoveryUrl: `${lab.oidc.url}/.well-known/openid-configuration`,
    clientId: "lab",
    clientSecret: "a secret & more+",
  },
  ...change,
});
const codeOf = (content: unknown) => {
  const read = readJacksonExport(content);
  return read.ok ? "read" : read.problem.code;
};

describe("an export of Jackson's connections", () => {
  test("becomes one file for each tenant, with client secrets beside it", () => {
    const tenants = value(readJacksonExport([oidc(), saml(), saml({ clientID: "22", deactivated: true })]));
    expect(tenants.map(({ tenant }) => tenant)).toEqual(["acme", "birch"]);
    const [acme, birch] = tenants;
    expect(acme?.input.configuration.connections).toMatchObject([
      {
        reference: "jackson-0d2f1a9c7b",
        name: "Okta (notes)",
        protocol: "saml",
        configuration: {
          entityId: "https://idp.example/entity",
          loginUrl: "https://idp.example/redirect",
          binding: "redirect",
        },
      },
      { reference: "jackson-22" },
    ]);
    expect(acme?.notes).toHaveLength(1);
    expect(JSON.stringify(acme)).not.toContain("Jackson's own");
    expect(birch?.input.secrets).toEqual({ "jackson-77aa": "a secret & more+" });
    expect(JSON.stringify(birch?.input.configuration)).not.toContain("a secret");
  });

  test("is also read out of an object, and with metadata's address instead of single values", () => {
    const metadataUrl = "https://idp.example/metadata";
    const [acme] = value(readJacksonExport({ data: [saml({ metadataUrl, forceAuthn: true })] }));
    expect(acme?.input.configuration.connections[0]?.configuration).toMatchObject({
      metadataUrl,
      forceReauthentication: true,
    });
  });

  test("is refused if it is something else, or holds something else", () => {
    expect(codeOf("text")).toBe("jackson_export_unusable");
    expect(codeOf({ users: {} })).toBe("jackson_export_unusable");
    expect(codeOf([saml(), { tenant: "acme", clientID: "1" }])).toBe("jackson_export_unusable");
    expect(codeOf([saml(), saml()])).toBe("jackson_export_unusable");
    expect(codeOf([saml(), oidc()])).toBe("read");
  });

  test("is planned, applied as drafts, and leaves nothing to do the second time", async () => {
    const [acme, birch] = value(readJacksonExport([saml(), oidc()]));
    for (const [tenant, protocol] of [
      [acme, "saml"],
      [birch, "oidc"],
    ] as const) {
      if (!tenant) throw new Error("no tenant");
      const { admin } = await aSubscribedSpace(lab, { domain: `${tenant.tenant}.example` });
      const ctx = { ...admin, via: "command_line", sessionId: null } as const;
      const plan = await planOf(lab.deps, ctx, tenant.input);
      expect(plan.steps).toContainEqual(
        expect.objectContaining({ kind: "connection", action: "create", needsSecret: false }),
      );
      const applied = value(await applyConfiguration(lab.deps, ctx, tenant.input));
      expect(applied.steps.filter(({ outcome }) => outcome === "refused")).toEqual([]);
      const [made] = await lab.deps.store.spaceConnectionsOf(ctx.space.id).all({ ownOnly: true });
      expect(made?.connection.protocol).toBe(protocol);
      expect([made?.live, made?.option?.status]).toEqual([null, "draft"]);
      const known = await secretsAsStored(lab.deps, ctx, tenant.input);
      expect((await planOf(lab.deps, ctx, tenant.input, known)).changes).toBe(0);
      const revisions = async () =>
        (await lab.deps.store.spaceConnectionsOf(ctx.space.id).all({ ownOnly: true })).map(
          ({ connection, draft }) => [connection.revision, draft?.id],
        );
      const before = await revisions();
      const second = value(await applyConfiguration(lab.deps, ctx, tenant.input, known));
      expect(second.steps.filter(({ outcome }) => outcome !== "unchanged")).toEqual([]);
      expect(await revisions()).toEqual(before);
    }
  });

  test("with another client secret is a change of that alone, once, and of its own space only", async () => {
    const [first] = value(readJacksonExport([oidc()]));
    const rotated = { ...oidc().oidcProvider, clientSecret: "a secret & more" };
    const [next] = value(readJacksonExport([oidc({ oidcProvider: rotated })]));
    if (!first || !next) throw new Error("no tenant");
    const contextOf = async (domain: string) => {
      const { admin } = await aSubscribedSpace(lab, { domain });
      return { ...admin, via: "command_line", sessionId: null } as const;
    };
    const ctx = await contextOf("cedar.example");
    const neighbour = await contextOf("elm.example");
    const planned = async (at: typeof ctx, { input }: typeof first) =>
      (await planOf(lab.deps, at, input, await secretsAsStored(lab.deps, at, input))).steps
        .filter(({ action }) => action === "create" || action === "change")
        .map(({ action, differences }) => [
          action,
          ...differences.map(({ field }) => field).filter((field) => field === "clientSecret"),
        ]);
    value(await applyConfiguration(lab.deps, ctx, first.input));
    expect(await planned(ctx, first)).toEqual([]);
    expect(await planned(ctx, next)).toEqual([["change", "clientSecret"]]);
    expect(await planned(neighbour, first)).toEqual([["create", "clientSecret"]]);

    const known = await secretsAsStored(lab.deps, ctx, next.input);
    const applied = value(await applyConfiguration(lab.deps, ctx, next.input, known));
    expect(applied.steps.filter(({ outcome }) => outcome !== "unchanged")).toMatchObject([
      { kind: "connection", action: "change", outcome: "done" },
    ]);
    expect(await planned(ctx, next)).toEqual([]);
    expect(await planned(ctx, first)).toEqual([["change", "clientSecret"]]);
    // Without the comparison, as over the API, a given secret is a change: the answer tells nothing about the stored one.
    const blind = await planOf(lab.deps, ctx, next.input);
    expect(blind.steps.flatMap(({ differences }) => differences.map(({ field }) => field))).toEqual([
      "clientSecret",
    ]);
  });
});
