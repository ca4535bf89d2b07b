import { describe, expect, test } from "vitest";
import { protocols } from "@/lib/model/sign-in/identity";
import { explanationsByProtocol } from "./by-protocol";
import { explain } from "./catalogue";

const words = (code: string, protocol: (typeof protocols)[number]) => {
  const { cause, fix } = explain(code, protocol);
  return `${cause} ${fix}`;
};

describe("a missing email address", () => {
  test("is explained by attributes and the NameID for SAML", () => {
    expect(words("email_missing", "saml")).toMatch(/attribute.*NameID/);
  });

  test.each(["oidc", "oauth2"] as const)("is explained without attributes and NameID for %s", (protocol) => {
    expect(words("email_missing", protocol)).not.toMatch(/NameID|Name ID|attribute with/);
  });

  test("is explained by claims, ID token and userinfo for OpenID Connect", () => {
    expect(words("email_missing", "oidc")).toMatch(/claim.*ID token.*userinfo/);
  });
});

test.each(["oidc", "oauth2"] as const)(
  "nothing that %s explains in its own terms names SAML's",
  (protocol) => {
    for (const code of Object.keys(explanationsByProtocol[protocol]))
      expect(words(code, protocol)).not.toMatch(/NameID|Name ID|assertion|SAML/);
  },
);

test("who can fix it, and the person's sentence, are the same for every protocol", () => {
  for (const protocol of protocols) {
    const { fixedBy, forPerson } = explain("email_missing");
    expect(explain("email_missing", protocol)).toMatchObject({ fixedBy, forPerson });
  }
});

test("a code without a protocol's own wording has the common explanation", () => {
  expect(explain("deactivated", "oidc")).toEqual(explain("deactivated"));
  expect(explain("constructor", "oidc")).toEqual(explain("a code of another version"));
});
