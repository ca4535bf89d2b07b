import { describe, expect, test } from "vitest";
import { catalogue, findProviders, providerOf, providers } from "./catalogue";
import { acsUrlPattern, type OidcGuide, type SamlGuide } from "./provider";

const guides = providers.flatMap((provider) =>
  Object.entries(provider.protocols).map(([protocol, guide]): [string, SamlGuide | OidcGuide] => [
    `${provider.name} by ${protocol}`,
    guide,
  ]),
);

test("lists every provider once, the one for all others last", () => {
  expect(providers.map(({ id }) => id)).toEqual(Object.keys(catalogue));
  expect(providers.at(-1)?.id).toBe("generic");
  for (const [id, provider] of Object.entries(catalogue)) expect(provider.id).toBe(id);
});

test("gives each provider at least one protocol", () => {
  for (const { protocols } of providers) expect(Object.keys(protocols).length).toBeGreaterThan(0);
});

test("offers OpenID Connect if the provider speaks it", () => {
  const withOpenId = providers.filter(({ protocols }) => protocols.oidc).map(({ id }) => id);
  expect(withOpenId).toEqual([
    "okta",
    "entra",
    "google",
    "auth0",
    "keycloak",
    "onelogin",
    "pingone",
    "jumpcloud",
    "generic",
  ]);
});

test("marks the unconfirmed guide", () => {
  expect(guides.filter(([, guide]) => guide.unconfirmed).map(([name]) => name)).toEqual(["Auth0 by oidc"]);
});

describe.each(guides)("the guide for %s", (_, guide) => {
  const copied = guide.steps.flatMap((step) => step.copies ?? []) as string[];
  const given = guide.give.map(({ value }) => value as string);
  const taken = guide.take.map(({ field }) => field as string);
  const sentences = [
    ...guide.steps.map(({ text }) => text),
    ...guide.notes,
    guide.groups.caveat,
    ...guide.give.map(({ meaning }) => meaning),
    ...guide.take.map(({ meaning }) => meaning),
  ];

  test("gives what the provider requires, and asks for what we require", () => {
    const saml = ["acsUrl", "entityId"].every((value) => given.includes(value));
    expect(saml || given.includes("redirectUri")).toBe(true);
    const single = ["entityId", "loginUrl", "certificates"].every((field) => taken.includes(field));
    const metadata = taken.includes("metadataUrl") || taken.includes("metadataXml");
    const openId = ["issuer", "clientId", "clientSecret"].every((field) => taken.includes(field));
    expect(metadata || single || openId).toBe(true);
  });

  test("has a step for every value to copy, and explains every value", () => {
    const needed = guide.give.filter(({ optional }) => !optional).map(({ value }) => value as string);
    expect(needed.filter((value) => !copied.includes(value))).toEqual([]);
    expect(copied.filter((value) => !given.includes(value))).toEqual([]);
  });

  test("names the labels of the provider's screens in its steps", () => {
    const text = guide.steps.map((step) => step.text.replace(/\*\*/g, "")).join(" ");
    const needed = guide.give.filter(({ optional }) => !optional).map(({ label }) => label);
    // A label in words of our own means whatever the screen says.
    const theirs = needed.filter((label) => !/ or | in the |^Federation metadata/.test(label));
    expect(theirs.filter((label) => !text.includes(label))).toEqual([]);
  });

  test("is written in whole sentences, with its marks in pairs", () => {
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z*`].*[.:]$/s);
      expect(sentence).not.toMatch(/ {2}|!|\bplease\b|\?$/i);
      expect(sentence.split("**").length % 2).toBe(1);
      expect(sentence.split("`").length % 2).toBe(1);
    }
    for (const { title } of guide.steps) expect(title).toMatch(/^[A-Z][^.!?]+$/);
    expect(guide.steps.length).toBeGreaterThanOrEqual(4);
  });
});

test("falls back to the guide for all others, and finds providers by synonyms", () => {
  expect(providerOf("okta").name).toBe("Okta");
  expect(providerOf("__proto__").id).toBe("generic");
  expect(findProviders("Azure").map(({ id }) => id)).toEqual(["entra"]);
  expect(findProviders(" ping ").map(({ id }) => id)).toEqual(["pingone", "pingfederate"]);
  expect(findProviders("")).toHaveLength(providers.length);
});

test("writes our address as a pattern that matches it and nothing else", () => {
  const address = "https://app.gatehouse.example/api/sso/saml/conn_1/acs";
  const pattern = new RegExp(acsUrlPattern(address));
  expect(pattern.test(address)).toBe(true);
  expect(pattern.test(address.replace("app.", "appx"))).toBe(false);
  expect(pattern.test(`${address}x`)).toBe(false);
  expect(acsUrlPattern(address)).toBe(
    "^https:\\/\\/app\\.gatehouse\\.example\\/api\\/sso\\/saml\\/conn_1\\/acs$",
  );
});

describe.each(guides)("the drawings for %s", (_, guide) => {
  const given = guide.give.map(({ value, label }) => ({ value: value as string, label }));
  const taken = guide.take.map(({ label }) => label);

  test("show every step, with an open tab that exists and something to do", () => {
    for (const { screen, title } of guide.steps) {
      expect(screen, title).toBeDefined();
      expect(screen?.lines.length, title).toBeGreaterThan(0);
      if (screen?.tabs) expect(screen.tabs, title).toContain(screen.open);
      const keys = screen?.lines.map(({ kind, label }) => `${kind} ${label}`) ?? [];
      expect(new Set(keys).size, title).toBe(keys.length);
    }
  });

  test("put each of our values into the field that has its label", () => {
    for (const { screen, copies = [], title } of guide.steps) {
      const pasted = screen?.lines.filter((line) => line.kind === "paste") ?? [];
      expect(new Set(pasted.map(({ value }) => value)), title).toEqual(new Set(copies));
      for (const { value, label } of pasted)
        expect(
          given.some((one) => one.value === value && one.label.startsWith(label)),
          `${title}: ${label}`,
        ).toBe(true);
    }
  });

  test("show their values under the labels that the form names", () => {
    const shown = guide.steps.flatMap(
      ({ screen }) => screen?.lines.filter(({ kind }) => kind === "take") ?? [],
    );
    for (const { label } of shown) expect(taken, label).toContain(label);
  });
});
