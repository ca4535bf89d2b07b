import { expect, test } from "vitest";
import { peopleForm, providerForm, samlForm } from "./sso-forms";

const errorsAt = (result: ReturnType<typeof samlForm.safeParse>) =>
  result.success ? [] : result.error.issues.map((issue) => issue.path.join("."));

test("requires only the fields of the chosen way of giving values", () => {
  const base = { connectionId: "conn_1" };
  expect(errorsAt(samlForm.safeParse({ ...base, source: "url" }))).toEqual(["metadataUrl"]);
  expect(errorsAt(samlForm.safeParse({ ...base, source: "file", metadataFile: new Blob() }))).toEqual([
    "metadataFile",
  ]);
  expect(errorsAt(samlForm.safeParse({ ...base, source: "fields" }))).toEqual([
    "entityId",
    "loginUrl",
    "certificates",
  ]);
  expect(errorsAt(samlForm.safeParse({ ...base, source: "xml", metadataXml: "<a/>" }))).toEqual([]);
});

test("a stored certificate suffices", () => {
  const form = samlForm.parse({
    connectionId: "conn_1",
    source: "fields",
    entityId: "https://idp.example",
    loginUrl: "https://idp.example/sso",
    kept: "-----BEGIN CERTIFICATE-----",
  });
  expect(form.kept).toHaveLength(1);
});

test("an empty choice under Advanced is no choice", () => {
  const form = samlForm.parse({
    connectionId: "conn_1",
    source: "url",
    metadataUrl: " https://idp.example/metadata ",
    binding: "",
    nameIdFormat: "",
    signed: "",
    revision: "",
  });
  expect(form).toMatchObject({ metadataUrl: "https://idp.example/metadata", revision: null, leaseId: null });
  expect([form.binding, form.nameIdFormat, form.signed]).toEqual([undefined, undefined, undefined]);
});

test("an empty reference is derived from the name", () => {
  const form = providerForm.parse({ provider: "okta", protocol: "saml", name: " Okta ", reference: "" });
  expect(form).toMatchObject({ name: "Okta", reference: undefined, connectionId: null });
});

test("an empty attribute name means the usual ones", () => {
  const form = peopleForm.parse({
    connectionId: "conn_1",
    attributes: { email: "", firstName: " vorname " },
    defaultRole: "reader",
  });
  expect(form.attributes).toEqual({ email: null, firstName: "vorname", lastName: null, groups: null });
  expect(form.provisioning).toBe(false);
});
