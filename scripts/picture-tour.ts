import type { Page } from "@playwright/test";
import { activate, beginWizard, beSomebody, configureSaml, runTest, signIn } from "../e2e/support/wizard";
import { takePicture } from "./take-picture";

const slug = "pictures";
const name = "Orchard ID";
const security = `/${slug}/admin/security`;
type NewPage = () => Promise<Page>;

const seen = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();

/** From the first step of the wizard to the sign-in page with its new button. */
export async function wizardTour(page: Page): Promise<void> {
  await signIn(page, slug);
  await page.goto(`${security}/sso/new`);
  await seen(page, "What is affected");
  await takePicture(page, "prepare", { height: 900 });
  await beginWizard(page, slug, "SAML 2.0", name);
  await takePicture(page, "configure", { width: 1280, height: 900 });
  await configureSaml(page);
  await takePicture(page, "people", { height: 780 });
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(/step=test/);
  await runTest(page, `nia@${slug}.example`, "wrong_audience");
  await seen(page, "The test has failed");
  await takePicture(page, "test-failed", { height: 760 });
  await runTest(page, `nia@${slug}.example`);
  await seen(page, "The test has passed");
  await takePicture(page, "test-passed", { height: 700 });
  await page.getByRole("button", { name: "Activate SSO" }).click();
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).waitFor();
  await takePicture(page, "activate", { whole: true });
  await page.keyboard.press("Escape");
  await activate(page);
  await takePicture(page, "sign-in", { width: 720, height: 690, whole: true });
}

/** An administrator's view of a connection in use, and an outside one's behind a link. */
export async function connectedTour(page: Page, newPage: NewPage): Promise<void> {
  await signIn(page, slug);
  await page.goto(`${security}/sso`);
  await seen(page, name);
  await takePicture(page, "connections", { width: 1440, height: 460 });
  await page.getByRole("link", { name, exact: true }).first().click();
  await page.getByRole("switch", { name: "Members can sign in" }).waitFor();
  await takePicture(page, "connection", { height: 800 });
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await setupLink(page, await newPage());
  await page.getByRole("link", { name: "People and roles", exact: true }).click();
  await rules(page);
  await page.goto(`${security}/domains`);
  await page.getByRole("button", { name: "Add a domain" }).click();
  await page.getByLabel("Domain", { exact: true }).fill("orchard-fruit.example");
  await page.getByRole("button", { name: "Add domain" }).click();
  await seen(page, "DNS record");
  await takePicture(page, "domain", { height: 700 });
  await page.goto(`${security}/sign-in`);
  await seen(page, "IT administrators");
  await takePicture(page, "passwords", { height: 700 });
}

async function setupLink(page: Page, theirs: Page): Promise<void> {
  await page.getByRole("button", { name: "Create setup link" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Recipient").fill("it@orchard.example");
  await dialog.getByRole("button", { name: "Create link" }).click();
  const url = await dialog.getByRole("textbox", { name: "Setup link" }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();
  await theirs.goto(url);
  await theirs.getByRole("button", { name: "Start setup" }).click();
  await theirs.waitForURL(/\/setup\/work\//);
  await takePicture(theirs, "setup", { width: 1280, height: 860 });
  await theirs.context().close();
}

/** A role rule, and approval of every new person, which the next tour needs. */
async function rules(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Change people and roles" }).click();
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByLabel("Value", { exact: true }).fill("Gardeners");
  await page.getByLabel("Gives the role").selectOption("editor");
  await page.getByRole("radio", { name: /Wait for approval/ }).check();
  await takePicture(page, "roles", {
    width: 1280,
    height: 700,
    top: page.getByRole("heading", { name: "Role rules" }),
  });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Saved. It takes effect").waitFor();
}

/** A person who waits, a person who is refused, and the administrator's view of both. */
export async function peopleTour(page: Page, newPage: NewPage): Promise<void> {
  const waiting = await newPage();
  await waiting.goto(`/${slug}/sso`);
  await beSomebody(waiting, `nia@${slug}.example`);
  await waiting.getByText("is waiting for an administrator").waitFor();
  await waiting.context().close();
  const refused = await newPage();
  await refused.goto(`/${slug}/sso`);
  await beSomebody(refused, "nia@elsewhere.example");
  await seen(refused, "You were not signed in");
  await takePicture(refused, "refused", { width: 720, height: 620, whole: true });
  await refused.context().close();
  await page.goto(`/${slug}/admin/approvals`);
  await page.getByRole("button", { name: "Approve", exact: true }).waitFor();
  await takePicture(page, "approvals", { width: 1180, height: 640 });
  await page.goto(`${security}/sign-ins`);
  await page.getByRole("link", { name: "nia@elsewhere.example" }).first().click();
  await seen(page, "Who fixes it");
  await takePicture(page, "log-entry", { height: 700 });
}
