import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { oauth2Presets } from "@/lib/protocols/oauth2/presets/catalogue";
import { providers } from "@/lib/protocols/providers/catalogue";
import { emptyFormState } from "@/lib/schemas/form-state";
import { ProviderForm } from "./provider-form";

type Connection = Parameters<typeof ProviderForm>[0]["connection"];

const aConnection = (change: object = {}): Connection => ({
  id: "conn_1",
  provider: "okta",
  protocol: "saml",
  name: "Okta",
  reference: "okta",
  isDraft: true,
  configured: false,
  ...change,
});
function shown(connection: Connection): string {
  return renderToStaticMarkup(
    <ProviderForm action={async () => emptyFormState} connection={connection} back={null} />,
  );
}
const radio = (html: string, name: string, value: string) =>
  html
    .match(/<input[^>]*type="radio"[^>]*>/g)
    ?.find((one) => one.includes(`name="${name}"`) && one.includes(`value="${value}"`)) ?? "";

test("nothing is chosen beforehand, and providers and tools are two groups", () => {
  const html = shown(null);
  expect(html).not.toContain('checked=""');
  expect(html).not.toContain('name="protocol"');
  const [, identityProviders = "", tools = ""] = html.split(
    /<legend[^>]*>(?=Identity providers|Business tools)/,
  );
  for (const { id } of providers) expect(radio(identityProviders, "provider", id)).not.toBe("");
  for (const { id } of oauth2Presets) expect(radio(tools, "provider", id)).not.toBe("");
});

test("a draft keeps every choice open, and a connection that was live keeps its protocol", () => {
  const draft = shown(aConnection());
  expect(radio(draft, "provider", "okta")).toContain("checked");
  for (const html of [radio(draft, "provider", "hubspot"), radio(draft, "protocol", "oidc")])
    expect(html).not.toContain("disabled");
  const live = shown(aConnection({ isDraft: false }));
  expect(radio(live, "provider", "hubspot")).toContain("disabled");
  expect(radio(live, "provider", "entra")).not.toContain("disabled");
  expect(radio(live, "protocol", "oidc")).toBe("");
});

test("the reference follows the name while both were never typed", () => {
  const reference = (html: string) =>
    /name="reference"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="reference"/.exec(html);
  const at = (change: object) =>
    reference(shown(aConnection(change)))
      ?.slice(1)
      .find(Boolean);
  expect(at({})).toBe("okta");
  expect(at({ reference: "our-own" })).toBe("our-own");
});

test("behind a setup link, the login URL is nobody's question", () => {
  const html = renderToStaticMarkup(
    <ProviderForm action={async () => emptyFormState} connection={aConnection()} back={null} fromOutside />,
  );
  expect(html).not.toContain('name="reference"');
});
