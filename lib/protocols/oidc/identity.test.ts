import { describe, expect, test } from "vitest";
import { identityOf } from "./identity";

const idToken = { iss: "https://id.example", sub: "ada" };

describe("claims of ID token and userinfo", () => {
  test("the ID token's win, userinfo adds the rest", () => {
    const identity = identityOf(
      { ...idToken, name: "Ada", groups: ["a"] },
      { sub: "ada", name: "Eve", groups: ["b"], locale: "de" },
    );
    expect(identity.attributes).toMatchObject({ name: ["Ada"], groups: ["a"], locale: ["de"] });
  });

  test("every value is kept, as text", () => {
    const claims = {
      text: "a",
      list: ["a", "b", 3, null],
      flag: false,
      none: null,
      nested: { a: [1] },
      empty: [],
    };
    expect(identityOf({ ...idToken, ...claims }, null).attributes).toEqual({
      iss: ["https://id.example"],
      sub: ["ada"],
      text: ["a"],
      list: ["a", "b", "3"],
      flag: ["false"],
      nested: ['{"a":[1]}'],
      "nested.a": ["1"],
    });
  });

  test("a nested claim is found by its path, and a claim of that very name takes precedence", () => {
    const nested = { realm_access: { roles: ["app-admin"] } };
    const { attributes } = identityOf({ ...idToken, ...nested }, null);
    expect(attributes["realm_access.roles"]).toEqual(["app-admin"]);
    const literal = { ...nested, "realm_access.roles": ["named so"] };
    expect(identityOf({ ...idToken, ...literal }, null).attributes["realm_access.roles"]).toEqual([
      "named so",
    ]);
    expect(identityOf({ ...idToken, ...nested }, literal).attributes["realm_access.roles"]).toEqual([
      "named so",
    ]);
  });

  test("a claim with a name like an address is read as it is", () => {
    const claims = { "https://app.example/roles": ["a"], "https://app": { "example/roles": ["b"] } };
    expect(identityOf({ ...idToken, ...claims }, null).attributes["https://app.example/roles"]).toEqual([
      "a",
    ]);
  });

  test("userinfo's nested claims are found if the ID token lacks them", () => {
    const userinfo = { sub: "ada", realm_access: { roles: ["b"] }, unit: { name: "R&D" } };
    const { attributes } = identityOf({ ...idToken, realm_access: { roles: ["a"] } }, userinfo);
    expect(attributes).toMatchObject({ "realm_access.roles": ["a"], "unit.name": ["R&D"] });
  });

  test("a claim named like a built-in object member is an ordinary claim", () => {
    const claims = JSON.parse('{"__proto__": {"admin": true}, "constructor": "x"}') as Record<
      string,
      unknown
    >;
    const { attributes } = identityOf({ ...idToken, ...claims }, null);
    expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(attributes, "constructor")?.value).toEqual(["x"]);
    expect((attributes as Record<string, unknown>).admin).toBeUndefined();
  });

  test("session, class and time of the sign-in", () => {
    const identity = identityOf({ ...idToken, sid: "s1", acr: "mfa", auth_time: 1_800_000_000 }, null);
    expect(identity.sessionIndex).toBe("s1");
    expect(identity.authentication).toEqual({
      context: "mfa",
      instant: "2027-01-15T08:00:00.000Z",
      sessionEndsAt: null,
    });
  });
});

describe("email_verified applies to the address beside it", () => {
  const verified = (first: Record<string, unknown>, second: Record<string, unknown> | null) =>
    identityOf({ ...idToken, ...first }, second && { sub: "ada", ...second }).emailVerified;
  const a = "a@acme.example";

  test.each([
    [{ email: a, email_verified: true }, null, true],
    [{ email: a, email_verified: "true" }, null, true],
    [{ email: a, email_verified: false }, null, false],
    [{ email: a, email_verified: "false" }, null, false],
    [{ email: a, email_verified: 1 }, null, false],
    [{ email: a, email_verified: "yes" }, null, false],
    [{ email: a }, null, null],
    [{}, { email: a, email_verified: true }, true],
    [{}, { email: a }, null],
    // The ID token's address; userinfo vouches for it only if it has the same one.
    [{ email: a }, { email: a, email_verified: true }, true],
    [{ email: a }, { email: "b@acme.example", email_verified: true }, null],
    [{ email: a }, { email_verified: true }, null],
    // One "no" is enough.
    [{ email: a, email_verified: true }, { email: a, email_verified: false }, false],
    [{ email_verified: false }, { email: a, email_verified: true }, false],
    [{ email_verified: true }, { email: a }, null],
  ])("%j and %j: %s", (first, second, expected) => {
    expect(verified(first, second)).toBe(expected);
  });

  test("the attribute agrees", () => {
    const identity = identityOf({ ...idToken, email: a }, { email: "b@acme.example", email_verified: true });
    expect(identity.attributes.email_verified).toBeUndefined();
    expect(identity.attributes.email).toEqual([a]);
  });
});
