import { describe, expect, test } from "vitest";
import { samlExplanations } from "@/lib/model/explanations/saml";
import { catalogue } from "./catalogue";
import { fixForProvider } from "./fix-for-provider";

const names: Record<string, RegExp> = {
  okta: /Okta/,
  entra: /Entra ID/,
  google: /Google/,
  keycloak: /Keycloak/,
  adfs: /ADFS/,
  onelogin: /OneLogin/,
  jumpcloud: /JumpCloud/,
};
const fixes = Object.entries(samlExplanations).map(([code, { fix }]) => ({ code, fix }));

test("the fix for a wrong audience names the chosen provider's field, and no other's", () => {
  const fix =
    "Enter our entity ID at the provider: Okta Audience URI, Entra ID Identifier (Entity ID), Google Entity ID, Keycloak Client ID.";
  expect(fixForProvider(fix, "okta")).toBe("Enter our entity ID at the provider: Okta Audience URI.");
  expect(fixForProvider(fix, "entra")).toBe(
    "Enter our entity ID at the provider: Entra ID Identifier (Entity ID).",
  );
  expect(fixForProvider(fix, "pingone")).toBe("Enter our entity ID at the provider.");
  expect(fixForProvider(fix, "generic")).toBe(fix);
});

test("sentences about others go, and those about all stay", () => {
  const fix =
    "Okta, Google: assign the person to the application. ADFS with InvalidNameIDPolicy: add a rule. Then test again.";
  expect(fixForProvider(fix, "google")).toBe("Assign the person to the application. Then test again.");
  expect(fixForProvider(fix, "adfs")).toBe("Add a rule. Then test again.");
  expect(fixForProvider(fix, "auth0")).toBe("Then test again.");
});

test("what stands in brackets is for the chosen provider, or goes", () => {
  const fix = "Use our ACS URL (Okta: Single sign-on URL, Entra ID: Reply URL) for sign-in only.";
  expect(fixForProvider(fix, "okta")).toBe("Use our ACS URL (Okta: Single sign-on URL) for sign-in only.");
  expect(fixForProvider(fix, "jumpcloud")).toBe("Use our ACS URL for sign-in only.");
});

test("nothing is left out if it would be everything", () => {
  expect(fixForProvider("In Okta, leave the box selected.", "entra")).toBe(
    "In Okta, leave the box selected.",
  );
});

describe.each(Object.keys(catalogue).filter((id) => id in names))("for %s", (id) => {
  test("every fix is whole sentences, and names another provider only if all of it stays", () => {
    for (const { code, fix } of fixes) {
      const shown = fixForProvider(fix, id);
      expect(shown, code).toMatch(/^[A-Z“].*[.”]$/s);
      expect(shown.length, code).toBeLessThanOrEqual(fix.length);
      if (shown === fix) continue;
      for (const [other, name] of Object.entries(names))
        if (other !== id) expect(shown, `${code}, ${other}`).not.toMatch(name);
    }
  });
});
