import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AttributeNames } from "@/lib/model/connections/connection";
import { anIdentity, anOidcIdentity } from "@/lib/model/testing/admission-builders";
import { readPerson } from "./claimed-person";
import type { VerifiedIdentity } from "./identity";

const usual: AttributeNames = { email: null, firstName: null, lastName: null, groups: null };
const persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
const transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
const person = (identity: VerifiedIdentity, names = usual) => {
  const read = readPerson(identity, names);
  return read.ok ? read.person : read.refusal;
};
const withEmails = (...email: string[]) =>
  anIdentity({ attributes: { email }, subject: "s-1", subjectFormat: persistent });

describe("the subject", () => {
  test("is kept exactly as sent", () => {
    const identity = anIdentity({ subject: " Ann-ÄÖ ", subjectFormat: persistent });
    expect(person(identity)).toMatchObject({ subject: " Ann-ÄÖ ", email: "ann@acme.example" });
  });

  test.each([null, persistent, "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"])(
    "is compared case-insensitively for A to Z if it is an address, whatever its format says (%s)",
    (subjectFormat) => {
      expect(person(anIdentity({ subject: " Ann@Acme.Example ", subjectFormat }))).toMatchObject({
        subject: "ann@acme.example",
        subjectAsSent: " Ann@Acme.Example ",
        subjectFoldedBefore: null,
      });
      expect(person(anIdentity({ subject: "Ann@Acme.Example" }))).toMatchObject({
        subject: "ann@acme.example",
        subjectFoldedBefore: "ann@acme.example",
      });
    },
  );

  test("is compared exactly if it is not, even if its format says that it is", () => {
    expect(person(anIdentity({ subject: "Ann" }))).toMatchObject({ subject: "Ann" });
  });

  test.each(["", "   "])("“%s” is none", (subject) => {
    expect(person(anIdentity({ subject }))).toMatchObject({ code: "subject_missing", check: "subject" });
  });

  test("that changes every time identifies nobody, even with an address beside it", () => {
    expect(person(anIdentity({ subject: "t-1", subjectFormat: transient }))).toMatchObject({
      code: "subject_transient",
      received: transient,
    });
  });
});

test("from an attribute is not an address, even if it looks like one", () => {
  const named = { subject: "ann@acme.example", subjectFormat: null, attributes: {} };
  expect(person(anIdentity(named))).toMatchObject({ email: "ann@acme.example" });
  expect(person(anIdentity({ ...named, subjectAttribute: "eppn" }))).toMatchObject({ code: "email_missing" });
});

describe("the email address", () => {
  test("is normalised, including its domain", () => {
    expect(person(withEmails(" Ann@ACME.Example "))).toMatchObject({
      email: "ann@acme.example",
      domain: "acme.example",
    });
    expect(person(withEmails("ann@bücher.example"))).toMatchObject({ domain: "xn--bcher-kva.example" });
  });

  test("is read from the attribute that the option names, and from no other", () => {
    const names = { ...usual, email: "workMail" };
    const attributes = { workMail: ["ann@acme.example"], email: ["other@acme.example"] };
    expect(person(anIdentity({ attributes }), names)).toMatchObject({ email: "ann@acme.example" });
    expect(person(anIdentity(), names)).toMatchObject({ code: "email_missing", expected: "workMail" });
  });

  test("is SAML's Name ID if no attribute has one", () => {
    expect(person(anIdentity({ attributes: {} }))).toMatchObject({ email: "ann@acme.example" });
    expect(person(anIdentity({ attributes: {}, subject: "ann", subjectFormat: persistent }))).toMatchObject({
      code: "email_missing",
    });
  });

  test("comes with the claim that carried it, in the provider's spelling", () => {
    const names = { ...usual, email: "Preferred_Username" };
    const attributes = { preferred_username: ["ann@acme.example"], email: ["other@acme.example"] };
    expect(person(anOidcIdentity({ attributes }), names)).toMatchObject({ emailClaim: "preferred_username" });
    expect(person(anOidcIdentity({ attributes }))).toMatchObject({ emailClaim: "email" });
    expect(person(anOidcIdentity({ attributes: { mail: ["ann@acme.example"] } }))).toMatchObject({
      emailClaim: "mail",
    });
    expect(person(anIdentity({ attributes: {} }))).toMatchObject({ emailClaim: null });
    const both = { Email: ["ann@acme.example"], email: ["other@acme.example"] };
    expect(person(anOidcIdentity({ attributes: both }), { ...usual, email: "Email" })).toMatchObject({
      email: "ann@acme.example",
      emailClaim: "Email",
    });
  });

  test("is never an OpenID subject, even one that looks like an address", () => {
    expect(person(anOidcIdentity({ attributes: {}, subject: "ann@acme.example" }))).toMatchObject({
      code: "email_missing",
      expected: "the claim “email”, in the ID token or from userinfo",
    });
  });

  test("written twice is one address, even in another spelling", () => {
    expect(person(withEmails("ann@acme.example", "Ann@Acme.example"))).toMatchObject({
      email: "ann@acme.example",
    });
  });

  test("is refused if there are two different ones, and the administrator sees both", () => {
    expect(person(withEmails("ann@acme.example", "bob@acme.example"))).toMatchObject({
      code: "several_emails",
      received: "ann@acme.example, bob@acme.example",
    });
  });

  test("among several is the only one of a verified domain, and never a guess", () => {
    const choose = (emails: string[], ...ours: string[]) => {
      const read = readPerson(withEmails(...emails), usual, (domain) => ours.includes(domain));
      return read.ok ? read.person.email : read.refusal.code;
    };
    const two = ["ann@home.example", "Ann@acme.example"];
    expect(choose(two, "acme.example")).toBe("ann@acme.example");
    expect(choose([...two, "ann@ACME.example"], "acme.example")).toBe("ann@acme.example");
    expect(choose(two)).toBe("several_emails");
    expect(choose(two, "acme.example", "home.example")).toBe("several_emails");
    expect(choose([...two, "bob@acme.example"], "acme.example")).toBe("several_emails");
    expect(choose([...two, "ann@"], "acme.example")).toBe("email_malformed");
    // One address alone needs no verified domain here: another rule checks that.
    expect(choose(["ann@home.example"])).toBe("ann@home.example");
  });

  test("may be named by a FriendlyName, which is never one of the usual names", () => {
    const identity = anIdentity({
      subject: "s-1",
      attributes: { "urn:x": ["ann@acme.example"] },
      friendlyNames: { mail: ["urn:x"] },
    });
    expect(person(identity, { ...usual, email: "mail" })).toMatchObject({
      email: "ann@acme.example",
      emailClaim: "mail",
    });
    expect(person(identity)).toMatchObject({ code: "email_missing" });
  });

  test.each([
    "ann@acme.example,bob@globex.example",
    "ann@acme.example bob@globex.example",
    "ann@acme.example;",
    "Ann <ann@acme.example>",
    "ann",
    "ann@",
    "@acme.example",
    "ann@acme",
    "ann@[10.0.0.1]",
    "ann@acme.example\u0000",
    "ann@acme.example\u200b",
    "ann@evil.example\n@acme.example",
  ])("%j is invalid", (text) => {
    expect(person(withEmails(text))).toMatchObject({ code: "email_malformed", check: "email" });
  });

  test("one invalid value beside a valid one refuses: we do not guess which of them is meant", () => {
    expect(person(withEmails("ann@acme.example", "ann@"))).toMatchObject({
      code: "email_malformed",
      received: "ann@",
    });
  });

  test("look-alike domains remain different names", () => {
    expect(person(withEmails("ann@аcme.example"))).not.toMatchObject({ domain: "acme.example" });
    expect(person(withEmails("ann@acme.example.evil.example"))).toMatchObject({
      domain: "acme.example.evil.example",
    });
  });

  test("is never created from another one by folding", () => {
    expect(person(withEmails("fran\u212a@acme.example"))).toMatchObject({ email: "fran\u212a@acme.example" });
    expect(person(withEmails("REN\u00c9@acme.example"))).toMatchObject({ email: "ren\u00c9@acme.example" });
    for (const text of ["\u3000ann@acme.example", "ann@\u212aelvin.example", "ann@\uff41cme.example"])
      expect(person(withEmails(text))).toMatchObject({ code: "email_malformed" });
    expect(person(withEmails("ann@Kelvin.example"))).toMatchObject({ email: "ann@kelvin.example" });
    expect(person(withEmails("ann@b\u00fccher.example"))).toMatchObject({ domain: "xn--bcher-kva.example" });
  });

  test("if too long, is shown by its beginning only", () => {
    const refusal = person(withEmails(`${"a".repeat(5_000)}@acme.example`));
    expect(refusal).toMatchObject({ code: "email_malformed", received: "a".repeat(200) });
  });
});

describe("the name", () => {
  const named = (firstName: string[]) => person(anIdentity({ attributes: { firstName } }));

  test("is the first value, on one line, without control characters", () => {
    expect(named([" Ann\r\n\tMarie\u202e ", "Bob"])).toMatchObject({ firstName: "Ann Marie" });
  });

  test("is nothing if none was received, or a blank one", () => {
    expect(named([])).toMatchObject({ firstName: null, lastName: null });
    expect(named([" \u0000 "])).toMatchObject({ firstName: null });
  });

  test("has at most 100 whole characters", () => {
    expect(named([`${"a".repeat(99)}😀😀`])).toMatchObject({ firstName: `${"a".repeat(99)}😀` });
  });
});

test("with any input of a provider, the result is a person with one address or a refusal, never an error", () => {
  const text = fc.string({ unit: "binary", maxLength: 40 });
  const attributes = fc.record({
    email: fc.array(fc.oneof(text, fc.emailAddress()), { maxLength: 3 }),
    firstName: fc.array(text, { maxLength: 2 }),
  });
  fc.assert(
    fc.property(text, attributes, fc.constantFrom("saml", "oidc"), (subject, given, protocol) => {
      const read = readPerson(
        anIdentity({ subject, attributes: given, protocol, subjectFormat: null }),
        usual,
      );
      if (!read.ok) {
        expect(read.refusal.check).toMatch(/^(subject|email)$/);
        return;
      }
      expect(read.person.email).toBe(`${read.person.email.split("@")[0]}@${read.person.domain}`);
      expect(read.person.firstName ?? "x").toMatch(/^\P{C}+$/u);
    }),
  );
});
