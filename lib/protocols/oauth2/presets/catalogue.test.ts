import { describe, expect, test } from "vitest";
import { isJsonPath } from "@/lib/model/text/json-path";
import { filledIn, oauth2PresetOf, oauth2Presets } from "./catalogue";

describe.each(oauth2Presets.map((preset) => [preset.id, preset] as const))("%s", (id, preset) => {
  test("has addresses that are https once its hosts are filled in", () => {
    const hosts = Object.fromEntries(preset.hosts.map(({ name, example }) => [name, example]));
    const addresses = [preset.authorizationUrl, preset.tokenUrl, preset.identityUrl, preset.emailsUrl];
    for (const address of [...addresses, preset.revocationUrl, preset.account?.url]) {
      if (!address) continue;
      expect(new URL(filledIn(address, hosts)).protocol).toBe("https:");
    }
    expect(id === "other").toBe(preset.authorizationUrl === "");
  });

  test("has paths that can be parsed", () => {
    const { emailPath, emailVerifiedPath, subjectPath, firstNamePath, lastNamePath, account } = preset;
    for (const path of [
      emailPath,
      emailVerifiedPath,
      subjectPath,
      firstNamePath,
      lastNamePath,
      account?.path,
    ])
      if (path) expect(isJsonPath(path)).toBe(true);
  });

  test("allows its host fields to name no other host", () => {
    for (const { pattern, example, choices, initial } of preset.hosts) {
      for (const value of [example, ...choices.map((choice) => choice.value)]) expect(value).toMatch(pattern);
      if (initial) expect(initial).toMatch(pattern);
      for (const foreign of [
        "evil.example",
        "evil.example/",
        "a@evil.example",
        "a.b",
        "acme.zendesk.com#",
        "",
        "A\n",
      ])
        expect(pattern.test(foreign)).toBe(false);
    }
  });
});

test("a tool open to everybody in the world must check the account", () => {
  expect(oauth2PresetOf("hubspot").account?.required).toBe(true);
  expect(oauth2PresetOf("salesforce").account?.required).toBe(true);
});

test("an unknown preset is any other tool", () => {
  expect(oauth2PresetOf("gone").id).toBe("other");
  expect(oauth2PresetOf("constructor").id).toBe("other");
});

/** What a step asks for, by words of its text: the title must match. */
const subjects: Record<string, RegExp> = {
  "Create an application": /create|register|add a (client|server-based application)/,
  "Add our values": /our redirect URL/,
  "Choose what it may read": /scopes/,
  "Copy the tool's values": /Copy the (client ID|consumer key|unique identifier)/,
  "Enter your account": /Copy (your|the) (Hub|Organization) ID/,
};

test.each(oauth2Presets.map((preset) => [preset.id, preset] as const))(
  "the titles of the steps of %s match what the steps ask for",
  (_, { steps, account }) => {
    for (const { title, text } of steps) expect(text).toMatch(subjects[title] ?? /^$/);
    const titles = steps.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toEqual(expect.arrayContaining(["Create an application", "Add our values"]));
    if (account?.required) expect(titles.at(-1)).toBe("Enter your account");
  },
);

test("HubSpot is called at its current addresses, not at the retired ones", () => {
  const { tokenUrl, identityUrl, revocationUrl } = oauth2PresetOf("hubspot");
  for (const address of [tokenUrl, identityUrl, revocationUrl])
    expect(address).toMatch(/^https:\/\/api\.hubapi\.com\/oauth\/2026-03\/token/);
});
