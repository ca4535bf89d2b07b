import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { providers } from "@/lib/protocols/providers/catalogue";
import type { OurValues } from "@/lib/schemas/sso-views";
import { DrawnScreen } from "./drawn-screen";
import { ProviderGuide } from "./provider-guide";

const values: OurValues = {
  loginAddress: "https://sso.example/acme/sso/okta",
  entityId: "https://sso.example/api/sso/saml/conn_1/metadata",
  acsUrl: "https://sso.example/api/sso/saml/conn_1/acs",
  acsUrlPattern: "^https:\\/\\/sso\\.example\\/acs$",
  metadataUrl: "https://sso.example/api/sso/saml/conn_1/metadata",
  redirectUri: "https://sso.example/api/sso/oidc/conn_1/callback",
  initiateUrl: "https://sso.example/api/sso/oidc/conn_1/initiate",
  postLogoutRedirectUri: "https://sso.example/logout",
  encryptionCertificate: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
};
const guides = providers.flatMap(({ name, protocols }) =>
  Object.entries(protocols).map(([protocol, guide]) => ({ name: `${name} by ${protocol}`, guide })),
);

describe.each(guides)("the guide for $name", ({ guide }) => {
  test("draws each step as text, with a copy button for each of our values", () => {
    for (const { screen } of guide.steps) {
      if (!screen) throw new Error("a step without a drawing");
      const drawn = renderToStaticMarkup(<DrawnScreen screen={screen} values={values} />);
      expect(drawn).not.toContain("<img");
      for (const line of screen.lines) {
        const label = line.label.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/'/g, "&#x27;");
        expect(drawn).toContain(label);
        if (line.kind === "paste") expect(drawn).toContain(`aria-label="Copy ${label}"`);
      }
    }
  });

  test("shows the first step with a drawing, and all of them as text", () => {
    const shown = renderToStaticMarkup(<ProviderGuide guide={guide} values={values} />);
    expect(shown).toContain(`Step 1 of ${guide.steps.length}`);
    expect(shown.match(/<figure/g)).toHaveLength(1);
    expect(shown.match(/<li class="\[overflow-wrap/g)).toHaveLength(guide.steps.length);
  });
});

test("a value that the connection does not have is not drawn", () => {
  const screen = {
    window: "Console",
    lines: [{ kind: "paste", label: "Entity ID", value: "entityId" }],
  } as const;
  const draw = (entityId: string | null) =>
    renderToStaticMarkup(<DrawnScreen screen={screen} values={{ ...values, entityId }} />);
  expect(draw(null)).not.toContain("Copy Entity ID");
  expect(draw("urn:us")).toContain("Copy Entity ID");
});
