import { describe, expect, test } from "vitest";
import { isProvedSince, upstreamProof } from "./upstream-proof";

const attempt = { id: "att_1", reauthenticate: false };
const nothing = { context: null, instant: null, sessionEndsAt: null };
const saml = (context: string | null, attributes: Record<string, string[]> = {}) =>
  upstreamProof({ protocol: "saml", attributes, authentication: { ...nothing, context } }, attempt);
const oidc = (attributes: Record<string, string[]>) =>
  upstreamProof({ protocol: "oidc", attributes, authentication: nothing }, attempt);
const classOf = (name: string) => `urn:oasis:names:tc:SAML:2.0:ac:classes:${name}`;

describe("how somebody proved who they are at their provider", () => {
  test.each([
    [classOf("PasswordProtectedTransport"), ["pwd"]],
    [classOf("TimeSyncToken"), ["otp"]],
    ["https://refeds.org/profile/mfa", ["mfa"]],
    [classOf("unspecified"), []],
  ])("SAML: %s comes to %j and stays the context", (context, methods) => {
    expect(saml(context)).toMatchObject({ context, methods });
  });

  test("Microsoft's list of methods is read beside the context, each once", () => {
    const name = "http://schemas.microsoft.com/claims/authnmethodsreferences";
    const values = [
      "http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password",
      "http://schemas.microsoft.com/claims/multipleauthn",
    ];
    expect(saml(classOf("Password"), { [name]: values }).methods).toEqual(["pwd", "mfa"]);
  });

  test("OpenID Connect: amr as the provider says it; a claim of that name in SAML is no such word", () => {
    expect(oidc({ amr: ["pwd", "hwk"] }).methods).toEqual(["pwd", "hwk"]);
    expect(saml(null, { amr: ["pwd"] }).methods).toEqual([]);
    expect(oidc({}).methods).toEqual([]);
  });

  test("invalid names are skipped, and so is an excess of them", () => {
    expect(saml('a "quoted" <context>').context).toBeNull();
    expect(oidc({ amr: ["pwd", "two words", "é", "x".repeat(201)] }).methods).toEqual(["pwd"]);
    expect(oidc({ amr: Array.from({ length: 500 }, (_, i) => `m${i}`) }).methods).toHaveLength(12);
  });
});

describe("a sign-in that has to be younger than a request", () => {
  const since = new Date("2026-05-01T12:00:00Z");
  const proof = { attemptId: "att_1", context: null, methods: [], fresh: false };

  test("is, if the provider's instant is, give or take the clocks", () => {
    expect(isProvedSince({ ...proof, instant: "2026-05-01T12:00:01Z" }, since)).toBe(true);
    expect(isProvedSince({ ...proof, instant: "2026-05-01T11:57:00Z" }, since)).toBe(true);
    expect(isProvedSince({ ...proof, instant: "2026-05-01T11:56:59Z" }, since)).toBe(false);
    expect(isProvedSince({ ...proof, instant: null }, since)).toBe(false);
  });

  test("is, if the attempt itself demanded it, and of tools that know no such demand", () => {
    expect(isProvedSince({ ...proof, instant: null, fresh: true }, since)).toBe(true);
    const tool = upstreamProof({ protocol: "oauth2", attributes: {}, authentication: nothing }, attempt);
    expect(isProvedSince(tool, since)).toBe(true);
  });
});
