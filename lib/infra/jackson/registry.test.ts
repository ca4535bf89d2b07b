import { expect, test } from "vitest";
import { postRequest, redirectRequest } from "@/lib/protocols/saml/authn-request";
import { signingCertificate } from "@/lib/protocols/saml/metadata/testing/certificates";
import { freshSigningKey } from "@/lib/protocols/saml/metadata/testing/signing-key";
import { type IdpFields, writeIdpMetadata } from "@/lib/protocols/saml/metadata/write-idp-metadata";
import { samlRegistry } from "./registry";
import { memoryStorage } from "./testing/memory-storage";
import { withUnheldTimers } from "./unheld-timers";

const appUrl = "https://app.gatehouse.example";
const silent = { debug: () => {}, warn: () => {} };
const persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

const aProvider = (changes: Partial<IdpFields> = {}): string =>
  writeIdpMetadata({
    entityId: "https://idp.maple.example/entity?a=1&b=2",
    loginUrl: "https://idp.maple.example/sso?tenant=a%20b&x=1",
    binding: "redirect",
    certificates: [signingCertificate],
    ...changes,
  });

const aConfiguration = (configurationId: string, idpMetadataXml = aProvider()) => ({
  configurationId,
  idpMetadataXml,
  spEntityId: `${appUrl}/api/sso/saml/${configurationId}/metadata`,
  acsUrl: `${appUrl}/api/sso/saml/${configurationId}/acs`,
  nameIdFormat: persistent,
  forceAuthn: false,
});

function aRegistry() {
  const storage = memoryStorage();
  return { storage, registry: samlRegistry({ appUrl, storage, logger: silent }) };
}

const redirect = (configurationId: string) =>
  ({ configurationId, binding: "redirect", forceAuthn: false }) as const;

test("creates a request for a registered configuration, by redirect", async () => {
  const { registry } = aRegistry();
  await registry.register(aConfiguration("conf_1"));
  const { xml, ssoUrl } = await registry.authnRequest(redirect("conf_1"));
  expect(ssoUrl).toBe("https://idp.maple.example/sso?tenant=a%20b&x=1");
  expect(xml).toContain(`AssertionConsumerServiceURL="${appUrl}/api/sso/saml/conf_1/acs"`);
  expect(xml).toContain(`>${appUrl}/api/sso/saml/conf_1/metadata</saml:Issuer>`);
  expect(xml).toContain(`Format="${persistent}"`);
  expect(xml).not.toContain("ForceAuthn");
});

test("creates a request by POST if the metadata names that binding, its address intact", async () => {
  const { registry } = aRegistry();
  await registry.register(aConfiguration("conf_1", aProvider({ binding: "post" })));
  const { xml, ssoUrl } = await registry.authnRequest({
    configurationId: "conf_1",
    binding: "post",
    forceAuthn: true,
  });
  expect(ssoUrl).toBe("https://idp.maple.example/sso?tenant=a%20b&x=1");
  expect(xml).toContain('ForceAuthn="true"');
  await expect(registry.authnRequest(redirect("conf_1"))).rejects.toMatchObject({ code: "other_binding" });
});

test("creates requests that can carry our own signature", async () => {
  const { registry } = aRegistry();
  const key = freshSigningKey();
  await registry.register(aConfiguration("conf_1"));
  const { xml, ssoUrl } = await registry.authnRequest(redirect("conf_1"));
  const input = { xml, loginUrl: ssoUrl, relayState: "r", key, nameIdFormat: persistent };
  expect(redirectRequest(input).url).toMatch(
    /^https:\/\/idp\.maple\.example\/sso\?tenant=a%20b&x=1&SAMLRequest=.*&Signature=/,
  );
  const signed = Buffer.from(postRequest(input).fields.SAMLRequest, "base64").toString("utf8");
  expect(signed.match(/<(\w+:)?Signature[ >]/g)).toHaveLength(1);
  expect(redirectRequest(input).requestId).toMatch(/^_[0-9a-f]{20}$/);
});

test("keeps two customers of one provider apart", async () => {
  const { registry } = aRegistry();
  await registry.register(aConfiguration("conf_1"));
  await registry.register(aConfiguration("conf_2"));
  for (const id of ["conf_1", "conf_2"]) {
    expect((await registry.authnRequest(redirect(id))).xml).toContain(`/api/sso/saml/${id}/acs`);
  }
});

test("stores one record for each configuration, and no private key", async () => {
  const { registry, storage } = aRegistry();
  await registry.register(aConfiguration("conf_1"));
  await registry.register(aConfiguration("conf_1"));
  await registry.authnRequest(redirect("conf_1"));
  expect(storage.entries.map(({ namespace }) => namespace)).toEqual(["saml:config"]);
  expect(JSON.stringify(storage.entries)).not.toContain("PRIVATE KEY");
});

test("uses the later metadata if a configuration is registered again with another entity ID", async () => {
  const { registry, storage } = aRegistry();
  await registry.register(aConfiguration("conf_1"));
  await registry.register(
    aConfiguration("conf_1", aProvider({ entityId: "urn:new", loginUrl: "https://new.example/sso" })),
  );
  expect((await registry.authnRequest(redirect("conf_1"))).ssoUrl).toBe("https://new.example/sso");
  expect(storage.entries).toHaveLength(1);
});

test("does not find a configuration after its removal", async () => {
  const { registry, storage } = aRegistry();
  await registry.register(aConfiguration("conf_1"));
  await registry.remove("conf_1");
  await registry.remove("conf_1");
  expect(storage.entries).toEqual([]);
  await expect(registry.authnRequest(redirect("conf_1"))).rejects.toMatchObject({
    name: "SamlRegistryError",
    code: "not_registered",
  });
});

test("distinguishes a broken storage from a missing configuration", async () => {
  const storage = memoryStorage();
  const registry = samlRegistry({ appUrl, storage, logger: silent });
  await registry.register(aConfiguration("conf_1"));
  const cause = new Error("connection refused");
  storage.listByIndex = () => Promise.reject(cause);
  await expect(registry.authnRequest(redirect("conf_1"))).rejects.toMatchObject({ code: "failed", cause });
});

test("refuses metadata that Jackson refuses, with its reason", async () => {
  const { registry } = aRegistry();
  const sp = aProvider().replaceAll("IDPSSODescriptor", "SPSSODescriptor");
  await expect(registry.register(aConfiguration("conf_1", sp))).rejects.toMatchObject({
    code: "refused",
    message: expect.stringContaining("IDPSSODescriptor"),
  });
});

test("does not keep the process alive", async () => {
  const before = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const { registry } = aRegistry();
  await registry.register(aConfiguration("conf_1"));
  expect(process.getActiveResourcesInfo().filter((name) => name === "Timeout").length).toBeLessThanOrEqual(
    before,
  );
});

test("releases only the intervals of its own work", async () => {
  const original = globalThis.setInterval;
  const work = withUnheldTimers(async () => {
    const own = setInterval(() => {}, 60_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return own;
  });
  const others = setInterval(() => {}, 60_000);
  const own = await work;
  expect([own.hasRef(), others.hasRef()]).toEqual([false, true]);
  expect(globalThis.setInterval).toBe(original);
  clearInterval(own);
  clearInterval(others);
});
