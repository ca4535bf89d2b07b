import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, type Browser, expect, type Page, test } from "@playwright/test";
import { signIn } from "../support/wizard";

// Every page and route handler of a space and of the operators, found on the disk, over HTTP.
// `app/access-matrix.test.ts` tests every role in one process; here cookies, the proxy and Next's own responses take
// part.
const files = readdirSync(join(process.cwd(), "app"), { recursive: true, encoding: "utf8" })
  .filter((file) => /^(\[space\]|operator)\//.test(file) && /(page\.tsx|route\.ts)$/.test(file))
  .filter((file) => !/^\[space\]\/(login|sso)\//.test(file))
  .sort();

const owner = "apart";
/** What must appear in no response to a stranger: the space's people, and its name. */
const canaries = [/@apart\.example/, /Kept apart/];

/** The address of a file, its variable parts filled with the space's real ids, if there are any. */
function addressOf(file: string, ids: Record<string, string>): string {
  const path = file.replace(/\/?(page\.tsx|route\.ts)$/, "").replace("[space]", owner);
  const known = path.includes("/users/") ? { ...ids, id: ids.userId } : { ...ids, id: ids.domainId };
  return `/${path.replace(/\[(?:\.\.\.)?([^\]]+)\]/g, (_, name: string) => known[name as keyof typeof known] ?? "unknown")}`;
}

async function realIds(page: Page): Promise<Record<string, string>> {
  const lastPart = async (list: string, pattern: RegExp) => {
    await page.goto(list);
    const links = await page.getByRole("main").getByRole("link").all();
    for (const link of links) {
      const href = (await link.getAttribute("href")) ?? "";
      const id = pattern.exec(href)?.[1];
      if (id) return id;
    }
    throw new Error(`nothing in ${list} leads on`);
  };
  return {
    userId: await lastPart(`/${owner}/admin/users`, /\/users\/(user_[a-z0-9]+)$/),
    domainId: await lastPart(`/${owner}/admin/security/domains`, /\/domains\/(dom_[a-z0-9]+)$/),
  };
}

async function expectClosed(request: APIRequestContext, address: string): Promise<void> {
  const answer = await request.get(address, { maxRedirects: 0 });
  const status = answer.status();
  const location = answer.headers().location ?? "";
  const leadsToSignIn = status >= 300 && status < 400 && /\/login(\?|$)/.test(location);
  // A route for changes only answers 405 to a GET.
  expect([403, 404, 405].includes(status) || leadsToSignIn, `${address}: ${status} ${location}`).toBe(true);
  const body = await answer.text();
  for (const canary of canaries) expect(body, address).not.toMatch(canary);
}

async function somebody(browser: Browser, slug: string, name?: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, slug, name);
  return page;
}

let ids: Record<string, string>;
test.beforeAll(async ({ browser }) => {
  const admin = await somebody(browser, owner);
  ids = await realIds(admin);
  // The control: what is closed to the others exists.
  await admin.goto(`/${owner}/admin/users/${ids.userId}`);
  await expect(admin.getByText("@apart.example").first()).toBeVisible();
  await admin.context().close();
});

test("no page or route of a space is open without a sign-in", async ({ request }) => {
  expect(files.length).toBeGreaterThan(30);
  for (const file of files) await expectClosed(request, addressOf(file, ids));
});

test("another space's administrator gets none of them, nor by their own space's addresses", async ({
  browser,
}) => {
  const stranger = await somebody(browser, "lease");
  for (const file of files) await expectClosed(stranger.request, addressOf(file, ids));
  for (const path of [`users/${ids.userId}`, `security/domains/${ids.domainId}`])
    await expectClosed(stranger.request, `/lease/admin/${path}`);
  await stranger.context().close();
});

test("a reader gets none of the administrators' pages, nor the operators'", async ({ browser }) => {
  const reader = await somebody(browser, owner, "rae");
  const closed = files.filter((file) => file.startsWith("[space]/admin/") || file.startsWith("operator/"));
  for (const file of closed) {
    const answer = await reader.request.get(addressOf(file, ids), { maxRedirects: 0 });
    // A route for changes only answers 405 to a GET.
    expect([403, 404, 405], `${file}: ${answer.status()}`).toContain(answer.status());
    expect(await answer.text()).not.toMatch(/admin@apart\.example/);
  }
  await reader.context().close();
});
