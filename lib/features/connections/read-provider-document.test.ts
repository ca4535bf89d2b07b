import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aDraft, aSubscribedSpace, openSsoLab, type SsoLab, value } from "@/lib/features/testing/sso-lab";
import type { Context } from "@/lib/ports/context";
import { findConnection } from "./find-connection";
import { readProviderDocument } from "./read-provider-document";

let lab: SsoLab;
let admin: Context;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  admin = (await aSubscribedSpace(lab)).admin;
});

const read = (connectionId: string, given: { address?: string; document?: string }, ctx = admin) =>
  readProviderDocument(lab.deps, ctx, {
    connectionId,
    address: given.address ?? null,
    document: given.document ?? null,
    entityId: null,
  });

describe("a SAML document", () => {
  test("is read by its address: entity ID, login URL and each certificate with its dates", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    const found = value(await read(connectionId, { address: lab.saml.metadataUrl }));
    expect(found.facts.map(({ term }) => term)).toEqual(["Entity ID", "Login URL"]);
    expect(found.facts[1]?.value).toContain(lab.saml.host);
    expect(found.certificates[0]).toMatchObject({ status: "valid" });
    expect(Date.parse(found.certificates[0]?.notAfter ?? "")).toBeGreaterThan(Date.now());
  });

  test("says the same as text, and is saved nowhere", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    const before = await findConnection(lab.deps.store, admin.space.id, connectionId);
    const document = await (await fetch(`${lab.saml.metadataUrl}?shape=second-only`)).text();
    const byText = value(await read(connectionId, { document }));
    const byAddress = value(
      await read(connectionId, { address: `${lab.saml.metadataUrl}?shape=second-only` }),
    );
    expect(byText).toEqual(byAddress);
    expect(await findConnection(lab.deps.store, admin.space.id, connectionId)).toEqual(before);
  });

  test("that is none is refused with the reason", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    expect(await read(connectionId, { document: "<html></html>" })).toMatchObject({
      ok: false,
      problem: { kind: "invalid" },
    });
  });
});

test("a discovery document names issuer and addresses", async () => {
  const { connectionId } = await aDraft(lab, admin, "oidc");
  const { facts, certificates } = value(await read(connectionId, { address: lab.oidc.url }));
  expect(facts[0]).toEqual({ term: "Issuer", value: lab.oidc.url });
  expect(facts.map(({ term }) => term)).toContain("Token address");
  expect(certificates).toEqual([]);
  expect(await read(connectionId, { address: `${lab.oidc.url}/nowhere` })).toMatchObject({ ok: false });
});

test("a tool has no document", async () => {
  const { connectionId } = await aDraft(lab, admin, "oauth2");
  expect(await read(connectionId, { address: lab.oidc.url })).toMatchObject({
    problem: { code: "protocol_mismatch" },
  });
});

test("another space's connection is not found, and its own is", async () => {
  const { connectionId } = await aDraft(lab, admin, "saml");
  const other = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
  const given = { address: lab.saml.metadataUrl };
  expect(await read(connectionId, given, other)).toMatchObject({ problem: { code: "connection_not_found" } });
  expect(await read(connectionId, given)).toMatchObject({ ok: true });
});

test("a space that has lost its plan looks nothing up", async () => {
  const { connectionId } = await aDraft(lab, admin, "saml");
  const without = { ...admin, space: { ...admin.space, ssoSubscribed: false } };
  expect(await read(connectionId, { address: lab.saml.metadataUrl }, without)).toMatchObject({
    problem: { code: "not_subscribed" },
  });
});
