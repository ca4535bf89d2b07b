import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningSamlProvider, startSamlProvider } from "@/e2e/idp/saml/server";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import { makeSigningKey, withCertificate } from "@/lib/protocols/saml/testing/signing-key";
import type { SamlInput } from "@/lib/schemas/connection";
import { issuingCertificate } from "./certificates/testing/chain";
import { writeIdpMetadata } from "./metadata/write-idp-metadata";
import { readSamlInput } from "./read-input";

let idp: RunningSamlProvider;
let first: string;
beforeAll(async () => {
  idp = await startSamlProvider();
  first = idp.keys.first.certificatePem;
});
afterAll(() => idp.close());

const now = () => new Date();
const read = (input: SamlInput, previous: SamlConfiguration | null = null, totalTimeoutMs?: number) =>
  readSamlInput({ now, outbound: createOutbound({ allow: [idp.host], totalTimeoutMs }) }, input, previous);
const byHand = (change: SamlInput = {}): SamlInput => ({
  entityId: "https://idp.example/entity",
  loginUrl: "https://idp.example/sso",
  certificates: first,
  ...change,
});
const good = async (input: SamlInput, previous: SamlConfiguration | null = null) => {
  const outcome = await read(input, previous);
  if (!outcome.ok) throw new Error(`${outcome.problem.field} ${outcome.problem.code}`);
  return outcome.value;
};
const metadataText = async () => (await fetch(idp.metadataUrl)).text();

describe("metadata by its address", () => {
  test("gives everything, including both certificates of a rollover", async () => {
    const { settings } = await good({ metadataUrl: idp.metadataUrl });
    expect(settings).toMatchObject({
      entityId: idp.entityId,
      loginUrl: `${idp.url}/sso`,
      binding: "redirect",
      nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
      signed: "either",
      loginFlow: "sp",
      metadataUrl: idp.metadataUrl,
    });
    expect(settings.certificates).toHaveLength(2);
  });

  test.each([
    ["html", "metadata_is_html"],
    ["sp", "metadata_is_sp"],
    ["expired", "metadata_expired"],
    ["no-certificate", "metadata_no_certificate"],
    ["huge", "outbound_too_large"],
    ["redirect", "outbound_not_https"],
  ])("%s is refused at its field as %s", async (shape, code) => {
    const metadataUrl = `${idp.metadataUrl}?shape=${shape}`;
    expect(await read({ metadataUrl })).toMatchObject({
      ok: false,
      problem: { kind: "invalid", code, field: "metadataUrl", message: expect.stringMatching(/\w{3,}/) },
    });
  });

  test("one that never ends is aborted in time, and reported as unavailable", async () => {
    const started = performance.now();
    expect(await read({ metadataUrl: `${idp.metadataUrl}?shape=slow` }, null, 500)).toMatchObject({
      ok: false,
      problem: { kind: "unavailable", code: "outbound_timeout", field: "metadataUrl" },
    });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test.each([
    ["an address of a private network", "https://10.0.0.1/metadata", "outbound_private_address"],
    ["the address of a cloud's own data", "http://169.254.169.254/latest", "outbound_not_https"],
    ["plain http", "http://idp.example/metadata", "outbound_not_https"],
    ["no address at all", "idp.example metadata", "outbound_url_invalid"],
  ])("%s is not fetched", async (_what, metadataUrl, code) => {
    expect(await read({ metadataUrl })).toMatchObject({
      ok: false,
      problem: { code, field: "metadataUrl", received: metadataUrl },
    });
  });

  test("a missing page is reported with its status", async () => {
    expect(await read({ metadataUrl: `${idp.url}/nothing` })).toMatchObject({
      ok: false,
      problem: {
        code: "outbound_http_status",
        field: "metadataUrl",
        message: expect.stringContaining("404"),
      },
    });
  });
});

describe("metadata as text", () => {
  test("gives the same, and no address to check again", async () => {
    const { settings } = await good({ metadataXml: await metadataText() });
    expect(settings).toMatchObject({ entityId: idp.entityId, metadataUrl: null });
  });

  test("single fields beside it win", async () => {
    const { settings } = await good({
      metadataXml: await metadataText(),
      entityId: "https://idp.example/other",
      binding: "post",
      signed: "both",
    });
    expect(settings).toMatchObject({
      entityId: "https://idp.example/other",
      binding: "post",
      loginUrl: `${idp.url}/sso`,
      signed: "both",
    });
  });

  test("is refused at its own field", async () => {
    expect(await read({ metadataXml: "<!doctype html><p>Sign in" })).toMatchObject({
      ok: false,
      problem: { code: "metadata_is_html", field: "metadataXml" },
    });
  });

  test("of several providers the entity ID beside it chooses, at once and on saving again", async () => {
    const one = (await metadataText()).replace(/^<\?xml[^>]*\?>\s*/, "");
    const other = one.replaceAll(idp.entityId, "https://other.example/idp");
    const metadataXml = `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${other}${one}</EntitiesDescriptor>`;
    expect(await read({ metadataXml })).toMatchObject({
      ok: false,
      problem: {
        code: "metadata_several_idps",
        field: "entityId",
        expected: `the entity ID of one of them: https://other.example/idp, ${idp.entityId}`,
      },
    });
    const chosen = await good({ metadataXml, entityId: ` ${idp.entityId} ` });
    expect(chosen.settings.entityId).toBe(idp.entityId);
    expect((await good({ metadataXml }, chosen.settings)).settings.entityId).toBe(idp.entityId);
  });

  test("a binding that it lacks is refused, and the other is named", async () => {
    const metadataXml = (await metadataText()).replace(/<md:SingleSignOnService[^>]*HTTP-POST[^>]*>/, "");
    expect(await read({ metadataXml, binding: "post" })).toMatchObject({
      ok: false,
      problem: { code: "binding_not_offered", field: "binding", expected: "redirect" },
    });
    expect((await good({ metadataXml })).settings.binding).toBe("redirect");
  });
});

describe("single fields", () => {
  test("make a whole configuration that requires response and assertion signed", async () => {
    const { settings, repairs } = await good(byHand());
    expect(settings).toMatchObject({ signed: "both", binding: "redirect", loginFlow: "sp", logoutUrl: null });
    expect(repairs).toEqual([]);
  });

  test("every missing one is named, each at its field", async () => {
    const outcome = await read({});
    expect(outcome).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    const more = outcome.ok ? [] : (outcome.problem.more ?? []);
    expect(more.map(({ field, code }) => `${field}: ${code}`)).toEqual([
      "entityId: entity_id_missing",
      "loginUrl: login_url_missing",
      "certificates: certificate_missing",
    ]);
  });

  test("the login URL may be left out, and cleared, only if every sign-in begins at the provider", async () => {
    const idp = await good(byHand({ loginUrl: "", loginFlow: "idp" }));
    expect(idp.settings).toMatchObject({ loginUrl: null, loginFlow: "idp" });
    const before = (await good(byHand())).settings;
    expect((await good({ loginFlow: "idp" }, before)).settings.loginUrl).toBe(before.loginUrl);
    expect((await good({ loginFlow: "idp", loginUrl: "" }, before)).settings.loginUrl).toBeNull();
    const metadataXml = (await metadataText()).replaceAll(/<md:SingleSignOnService[^>]*>/g, "");
    expect((await good({ metadataXml, loginFlow: "idp" })).settings).toMatchObject({ loginUrl: null });
    expect(await read({ metadataXml, loginFlow: "both" })).toMatchObject({
      problem: { code: "metadata_no_login_url", field: "metadataXml" },
    });
    for (const loginFlow of ["sp", "both"] as const)
      expect(await read(byHand({ loginUrl: "", loginFlow }))).toMatchObject({
        ok: false,
        problem: { code: "login_url_missing", field: "loginUrl" },
      });
  });

  test("text pasted with it is removed, and the repair is reported", async () => {
    const { settings, repairs } = await good(byHand({ entityId: ' "https://idp.example/entity" ' }));
    expect(settings.entityId).toBe("https://idp.example/entity");
    expect(repairs).toEqual(["Stray characters around the entity ID were removed."]);
  });

  test.each([
    ["loginUrl", "http://idp.example/sso", "address_insecure"],
    ["loginUrl", "javascript:alert(1)", "address_invalid"],
    ["loginUrl", "idp.example/sso", "address_invalid"],
    ["loginUrl", "https://admin:secret@idp.example/sso", "address_invalid"],
    ["logoutUrl", "http://idp.example/logout", "address_insecure"],
    ["logoutUrl", "data:text/html,hello", "address_invalid"],
  ])("%s %s is refused as %s", async (field, address, code) => {
    expect(await read(byHand({ [field]: address }))).toMatchObject({
      ok: false,
      problem: { code, field, received: address },
    });
  });

  test.each([
    ["a private key", () => idp.keys.first.privateKeyPem, "certificate_is_private_key"],
    ["a fingerprint", () => Array(20).fill("AB").join(":"), "certificate_is_fingerprint"],
    ["a web page", () => "<!doctype html><p>Sign in", "certificate_is_html"],
    [
      "a certificate with a short key",
      () => makeSigningKey({ rsa: 1024 }, { commonName: "short" }).certificatePem,
      "certificate_key_too_short",
    ],
  ])("%s is not a certificate, and none of it is echoed", async (_what, text, code) => {
    const pasted = text();
    const outcome = await read(byHand({ certificates: pasted }));
    expect(outcome).toMatchObject({ ok: false, problem: { code, field: "certificates" } });
    expect(JSON.stringify(outcome)).not.toContain(pasted.slice(40, 120) || pasted);
  });
});

const transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
const persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

describe("settings that can never work are refused at their field", () => {
  test.each([
    ["email", "Enter urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"],
    ["urn:oasis:names:tc:SAML:2.0:nameid-format:emailAddress", "Enter urn:oasis:names:tc:SAML:1.1"],
    ["username", "whole URN"],
    ["urn:oasis:names:tc:SAML:2.0:nameid-format:entity", "whole URN"],
  ])("the Name ID format “%s”, naming the likely one and the accepted ones", async (nameIdFormat, words) => {
    expect(await read(byHand({ nameIdFormat }))).toMatchObject({
      ok: false,
      problem: {
        field: "nameIdFormat",
        code: "name_id_format_invalid",
        message: expect.stringContaining(words),
        received: nameIdFormat,
        expected: expect.stringContaining(persistent),
      },
    });
    expect((await good(byHand({ nameIdFormat: persistent }))).settings.nameIdFormat).toBe(persistent);
  });

  test("a transient Name ID without a subject attribute, and with one it is accepted", async () => {
    expect(await read(byHand({ nameIdFormat: transient }))).toMatchObject({
      problem: { field: "nameIdFormat", code: "subject_attribute_missing" },
    });
    const { settings } = await good(byHand({ nameIdFormat: transient, subjectAttribute: "employeeId" }));
    expect(settings).toMatchObject({ nameIdFormat: transient, subjectAttribute: "employeeId" });
    expect(await read({ subjectAttribute: "" }, settings)).toMatchObject({
      problem: { field: "subjectAttribute", code: "subject_attribute_missing" },
    });
    const other = await good({ subjectAttribute: "", nameIdFormat: persistent }, settings);
    expect(other.settings.subjectAttribute).toBeNull();
  });

  test.each([
    ["entityId", "https://sts.windows.net/{tenantid}/", "entity_id_invalid", "App Federation Metadata Url"],
    ["entityId", "https://idp.example/{realm}", "entity_id_invalid", "{realm}"],
    ["loginUrl", "https://idp.example/{tenant}/sso", "address_invalid", "{tenant}"],
    ["logoutUrl", "https://idp.example/{realm}/out", "address_invalid", "{realm}"],
  ])("%s %s with its placeholder", async (field, value, code, words) => {
    const { problem } = { problem: null, ...(await read(byHand({ [field]: value }))) };
    expect(problem).toMatchObject({ field, code, received: value, message: expect.stringContaining(words) });
    expect(await read(byHand({ [field]: "https://idp.example/acme" }))).toMatchObject({ ok: true });
  });

  test("a placeholder in a document is a problem of the document", async () => {
    const metadataXml = (await metadataText()).replace(idp.entityId, "https://sts.windows.net/{tenantid}/");
    expect(await read({ metadataXml })).toMatchObject({
      problem: { field: "metadataXml", code: "entity_id_invalid" },
    });
    expect(await read({ metadataXml, entityId: "https://sts.windows.net/acme/" })).toMatchObject({
      ok: true,
    });
  });

  test("stored settings of an earlier version can be saved again, with a warning if nobody can sign in", async () => {
    const { settings } = await good(byHand());
    for (const old of ["email", transient]) {
      const stored = { ...settings, nameIdFormat: old, logoutUrl: "https://idp.example/{a}" };
      const { warnings, ...saved } = await good({ signed: "assertion", nameIdFormat: old }, stored);
      expect(saved.settings).toEqual({ ...stored, signed: "assertion" });
      expect(warnings).toHaveLength(old === transient ? 1 : 0);
    }
  });
});

describe("single logout", () => {
  const base = "urn:oasis:names:tc:SAML:2.0:bindings";
  const slo = (binding: string, path: string, more = "") =>
    `<md:SingleLogoutService Binding="${base}:${binding}" Location="https://idp.example/${path}"${more}/>`;
  const document = async (...services: string[]) =>
    (await metadataText())
      .replace(/<md:SingleLogoutService[^>]*>/g, "")
      .replace("<md:NameIDFormat>", `${services.join("")}$&`);
  const of = ({ settings }: { settings: SamlConfiguration }) => [
    settings.singleLogoutBinding,
    settings.singleLogoutUrl,
    settings.singleLogoutResponseUrl,
  ];

  test("comes from the metadata, by redirect if that is offered, and by the chosen binding", async () => {
    const both = await document(slo("HTTP-POST", "p"), slo("HTTP-Redirect", "r"));
    expect(of(await good({ metadataXml: both }))).toEqual(["redirect", "https://idp.example/r", null]);
    const post = { metadataXml: both, singleLogoutBinding: "post" } as const;
    expect(of(await good(post))).toEqual(["post", "https://idp.example/p", null]);
    const only = await document(slo("HTTP-POST", "p", ' ResponseLocation="https://idp.example/a"'));
    expect(of(await good({ metadataXml: only }))).toEqual([
      "post",
      "https://idp.example/p",
      "https://idp.example/a",
    ]);
  });

  test("is the entered address rather than the metadata's, until the metadata is given again", async () => {
    const metadataXml = await document(slo("HTTP-Redirect", "r"));
    const entered = await good({ metadataXml, singleLogoutUrl: "https://idp.example/mine" });
    expect(of(entered)).toEqual(["redirect", "https://idp.example/mine", null]);
    // As the form sends it, filled with what is stored.
    const again = await good({ metadataXml, singleLogoutUrl: "https://idp.example/mine" }, entered.settings);
    expect(of(again)).toEqual(["redirect", "https://idp.example/r", null]);
  });

  test("stays if nothing is said of it, and goes if it is emptied", async () => {
    const singleLogoutUrl = "https://idp.example/slo";
    const { settings } = await good(
      byHand({ singleLogoutUrl, singleLogoutResponseUrl: "https://a.example/" }),
    );
    expect(of(await good(byHand(), settings))).toEqual(["redirect", singleLogoutUrl, "https://a.example/"]);
    expect(of(await good(byHand({ singleLogoutUrl: "" }), settings))).toEqual(["redirect", null, null]);
    const moved = { singleLogoutUrl: "https://idp.example/other" };
    expect(of(await good(byHand(moved), settings))).toEqual(["redirect", moved.singleLogoutUrl, null]);
  });

  test.each(["singleLogoutUrl", "singleLogoutResponseUrl"])(
    "a %s to which nobody may be sent is refused",
    async (field) => {
      for (const address of ["http://idp.example/slo", "javascript:alert(1)", "https://idp.example/{a}"])
        expect(await read(byHand({ [field]: address }))).toMatchObject({ ok: false, problem: { field } });
      expect(await read(byHand({ [field]: "https://idp.example/slo" }))).toMatchObject({ ok: true });
    },
  );
});

describe("changing existing settings", () => {
  const previous = async () => (await good(byHand({ logoutUrl: "https://idp.example/logout" }))).settings;

  test("absent fields stay", async () => {
    const before = await previous();
    expect((await good({ signed: "assertion" }, before)).settings).toEqual({
      ...before,
      signed: "assertion",
    });
    expect((await good({}, before)).settings).toEqual(before);
  });

  test("an empty logout URL removes the old one, an absent one does not", async () => {
    const before = await previous();
    expect((await good({ logoutUrl: "" }, before)).settings.logoutUrl).toBeNull();
    expect((await good({ logoutUrl: null }, before)).settings.logoutUrl).toBe("https://idp.example/logout");
  });

  test("what metadata brought can be saved again, with any number of certificates, and given again", async () => {
    const key = makeSigningKey({ rsa: 2048 });
    const certificates = Array.from(
      { length: 12 },
      (_, i) => withCertificate(key, { commonName: `key ${i}` }).certificatePem,
    );
    const { entityId } = await previous();
    const loginUrl = "https://idp.example/sso";
    const metadataXml = writeIdpMetadata({ entityId, loginUrl, binding: "redirect", certificates });
    const { settings } = await good({ metadataXml });
    expect(settings.certificates).toHaveLength(12);
    expect((await good({ signed: "assertion" }, settings)).settings.certificates).toEqual(
      settings.certificates,
    );
    expect((await good({ certificates: settings.certificates }, settings)).settings).toEqual(settings);
  });

  test("old certificates stay although new ones like them are refused", async () => {
    const before = { ...(await previous()), certificates: [issuingCertificate] };
    expect((await good({ signed: "assertion" }, before)).settings.certificates).toEqual([issuingCertificate]);
    expect((await good({ certificates: [issuingCertificate, first] }, before)).settings.certificates).toEqual(
      [issuingCertificate, first],
    );
    expect(await read({ certificates: issuingCertificate }, await previous())).toMatchObject({
      problem: { code: "certificate_not_for_signing", field: "certificates" },
    });
  });

  test("new certificates replace all old ones", async () => {
    const { settings } = await good({ certificates: idp.keys.second.certificatePem }, await previous());
    expect(settings.certificates).toHaveLength(1);
    expect(settings.certificates[0]).not.toBe((await previous()).certificates[0]);
  });
});
