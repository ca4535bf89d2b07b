import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { selfSignedCertificate } from "@/lib/protocols/saml/certificates/self-signed-certificate";
import { visit } from "../idp/openid/visit";
import { apiOf } from "../support/api";
import { expectAccessible } from "../support/axe";
import { BrowserLike, location } from "../support/browser-like";
import { lab } from "../support/lab";
import { activate, beSomebody, signIn } from "../support/wizard";

const slug = "doors";
const day = 86_400_000;
const main = "Continue with Main directory";
const partners = "Continue with Partners";

/** The simulator's key in a certificate that expires soon. */
async function certificateThatEnds(at: Date): Promise<string> {
  const metadata = await (await fetch(lab.saml.metadataUrl)).text();
  const [, base64 = ""] = /X509Certificate>([^<]+)</.exec(metadata) ?? [];
  const { publicKey } = new X509Certificate(Buffer.from(base64, "base64"));
  return selfSignedCertificate({
    privateKey: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
    publicKey,
    commonName: "Ends soon",
    notBefore: new Date(at.getTime() - 300 * day),
    notAfter: at,
    serial: 7n,
  });
}

/** A SAML and an OpenID connection, both tested; the SAML one is active, which has ended the token. */
async function twoConnections(): Promise<{ openid: string; entityId: string }> {
  const api = apiOf(slug);
  const saml = await api("POST", "/connections", {
    name: "Main directory",
    protocol: "saml",
    entityId: lab.saml.metadataUrl,
    loginUrl: `${lab.saml.url}/sso`,
    certificates: [await certificateThatEnds(new Date(Date.now() + 6 * day))],
    loginFlow: "both",
  });
  const client = { clientId: slug, clientSecret: `secret of ${slug}` };
  const openid = await api("POST", "/connections", {
    name: "Partners",
    protocol: "oidc",
    configuration: { ...client, issuer: lab.openid.url, scopes: ["openid", "email", "profile"] },
  });
  const redirectUris = [openid.body.serviceProvider.redirectUri];
  await fetch(`${lab.openid.url}/clients`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...client, redirectUris }),
  });
  const browser = new BrowserLike(lab.appUrl);
  const testOf = async (id: string) => (await api("POST", `/connections/${id}/test`)).body.url;
  await browser.samlTrip(await testOf(saml.body.id), "ada-moreno");
  const out = location(await browser.open(await testOf(openid.body.id)));
  await browser.open(location(await browser.open((await visit(out, { person: "ada-moreno" })).href)));
  expect(await api("POST", `/connections/${saml.body.id}/activate`, {})).toMatchObject({ status: 200 });
  return { openid: openid.body.id, entityId: saml.body.serviceProvider.entityId };
}

const waysOf = (page: Page) => page.getByRole("link", { name: /^Continue with/ });

test("several connections: a button each, an order, a default, a remembered choice by address; and a provider's own tile", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const { openid, entityId } = await twoConnections();
  const admin = page;

  await test.step("a certificate that expires soon is reported at the top, and the second connection goes live", async () => {
    await signIn(admin, slug);
    await admin.goto(`/${slug}/admin/security/sso`);
    await expect(admin.getByText("The certificate of Main directory expires within 7 days")).toBeVisible();
    await expectAccessible(admin);
    await admin.goto(`/${slug}/admin/security/sso/new?connection=${openid}&step=test`);
    await activate(admin);
    await expect(waysOf(admin)).toHaveText([/Main directory/, /Partners/]);
    await signIn(admin, slug);
  });

  const theirs = await (await browser.newContext()).newPage();
  await test.step("the default is highlighted, initially the first one", async () => {
    await theirs.goto(`/${slug}/sso`);
    await expect(theirs.getByRole("link", { name: main })).toBeFocused();
    await expectAccessible(theirs);
    await admin.goto(`/${slug}/admin/security/sign-in`);
    await admin.getByRole("button", { name: "Make the default Partners" }).click();
    await expect(admin.getByRole("listitem").filter({ hasText: "Partners" })).toContainText("Default");
    await theirs.goto(`/${slug}/sso`);
    await expect(waysOf(theirs)).toHaveText([/Main directory/, /Partners/]);
    await expect(theirs.getByRole("link", { name: partners })).toBeFocused();
    await admin.getByRole("button", { name: "Up Partners" }).click();
    await expect(admin.getByRole("listitem").filter({ hasText: /Main|Partners/ })).toHaveText([
      /Partners/,
      /Main directory/,
    ]);
    await expectAccessible(admin);
  });

  await test.step("an address of the domain leads to the choice; the chosen one is highlighted the next time", async () => {
    await theirs.goto("/login");
    await theirs.getByLabel("Email address").fill(`nia@${slug}.example`);
    await theirs.getByRole("button", { name: "Continue", exact: true }).click();
    await expect(theirs.getByText("several ways to sign in")).toBeVisible();
    await expect(waysOf(theirs)).toHaveText([/Partners/, /Main directory/]);
    await expect(theirs.getByRole("link", { name: partners })).toBeFocused();
    await expectAccessible(theirs);
    await theirs.getByRole("link", { name: main }).click();
    await beSomebody(theirs, `nia@${slug}.example`);
    await expect(theirs).toHaveURL(new RegExp(`/${slug}$`));
    await theirs.context().clearCookies();
    for (const where of ["sso", "login"]) {
      await theirs.goto(`/${slug}/${where}`);
      await expect(theirs.getByRole("link", { name: /Main directory.*Used last/ })).toBeVisible();
    }
    await theirs.goto(`/${slug}/sso`);
    await expect(theirs.getByRole("link", { name: main })).toBeFocused();
  });

  const startAtProvider = async (email: string, relayState: string) => {
    await theirs.goto(lab.saml.url);
    await theirs.getByLabel("The application's entity ID").fill(entityId);
    await theirs.getByLabel("RelayState: the page to open").fill(relayState);
    await theirs.getByRole("button", { name: "Start a sign-in" }).click();
    await beSomebody(theirs, email);
  };

  await test.step("the provider's tile opens the page that it names, and no other site", async () => {
    await startAtProvider(`nia@${slug}.example`, `/${slug}/account`);
    await expect(theirs).toHaveURL(`${lab.appUrl}/${slug}/account`);
    await startAtProvider(`nia@${slug}.example`, "https://evil.example/");
    await expect(theirs).toHaveURL(`${lab.appUrl}/${slug}`);
  });

  await test.step("another person's answer needs confirmation before it changes anything", async () => {
    await startAtProvider(`otto@${slug}.example`, `/${slug}/account`);
    await expect(theirs.getByRole("heading", { name: `Continue as otto@${slug}.example?` })).toBeVisible();
    await expectAccessible(theirs);
    await theirs.getByRole("link", { name: `Stay signed in as nia@${slug}.example` }).click();
    await theirs.goto(`/${slug}/account`);
    await expect(theirs.getByText(`nia@${slug}.example`).first()).toBeVisible();
    await startAtProvider(`otto@${slug}.example`, `/${slug}/account`);
    await theirs.getByRole("button", { name: `continue as otto@${slug}.example` }).click();
    await expect(theirs).toHaveURL(`${lab.appUrl}/${slug}/account`);
    await expect(theirs.getByText(`otto@${slug}.example`).first()).toBeVisible();
  });

  await test.step("a sign-in that another site's link began needs it too, through any redirect; a typed address does not", async () => {
    const address = `${lab.appUrl}/${slug}/sso?reference=main-directory`;
    await theirs.goto(lab.saml.url);
    await theirs.evaluate((to) => window.location.assign(to), address);
    await beSomebody(theirs, `nia@${slug}.example`);
    await expect(theirs.getByRole("heading", { name: `Continue as nia@${slug}.example?` })).toBeVisible();
    await theirs.getByRole("link", { name: `Stay signed in as otto@${slug}.example` }).click();
    await theirs.goto(`/${slug}/account`);
    await expect(theirs.getByText(`otto@${slug}.example`).first()).toBeVisible();
    await theirs.goto(address);
    await beSomebody(theirs, `nia@${slug}.example`);
    await expect(theirs).toHaveURL(`${lab.appUrl}/${slug}`);
  });
  await theirs.context().close();
});
