import { createHmac } from "node:crypto";
import { expect, test } from "@playwright/test";
import { apiOf } from "../support/api";
import { expectAccessible } from "../support/axe";
import { BrowserLike } from "../support/browser-like";
import { connectSaml } from "../support/connect";
import { lab } from "../support/lab";
import { type Receiver, startReceiver } from "../support/receiver";
import { signIn } from "../support/wizard";

const slug = "watched";
let receiver: Receiver;

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  receiver = await startReceiver(lab.receiver.port);
});
test.afterAll(() => receiver.close());

test("a webhook shows its signing secret once, signs its messages, logs the responses and sends again", async ({
  page,
}) => {
  await signIn(page, slug);
  await page.goto(`/${slug}/admin/developers/webhooks`);
  await expect(page.getByText("No webhooks yet")).toBeVisible();
  await page.getByRole("link", { name: "Create webhook" }).first().click();
  await page.getByRole("textbox", { name: "Address" }).fill(receiver.url);
  await page.getByRole("checkbox", { name: "A connection was activated" }).check();
  await page.getByRole("button", { name: "Create webhook" }).click();
  const secret = await page.getByRole("textbox", { name: "Signing secret" }).inputValue();
  expect(secret).toMatch(/^whsec_/);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Done" }).click();
  await page.getByRole("link", { name: receiver.url }).click();
  await expect(page.getByRole("heading", { name: "Messages" })).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  receiver.status = 500;
  await page.getByRole("button", { name: "Send a test message" }).click();
  await expect.poll(() => receiver.came.length, { timeout: 15_000 }).toBe(1);
  const [{ id, timestamp, body, signature } = { id: "", timestamp: "", body: "", signature: "" }] =
    receiver.came;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  expect(signature).toBe(
    `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`,
  );
  receiver.status = 204;
  // After a failure it is retried automatically.
  await expect.poll(() => receiver.came.length, { timeout: 20_000 }).toBe(2);
  expect(receiver.came[1]).toMatchObject({ id, type: "webhook.test" });
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("table").getByText("Delivered", { exact: true })).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
  await expect(page.getByText("2 tries")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => receiver.came.length, { timeout: 15_000 }).toBe(3);

  await test.step("another signing secret signs beside the one before", async () => {
    await page.getByRole("button", { name: "Create another secret" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByLabel("Keep signing with the present secret")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Create secret" }).click();
    const another = await dialog.getByRole("textbox", { name: "New signing secret" }).inputValue();
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText(/signed with the new secret and with the one before/)).toBeVisible();
    await page.getByRole("button", { name: "Send a test message" }).click();
    await expect.poll(() => receiver.came.length, { timeout: 15_000 }).toBe(4);
    const last = receiver.came.at(-1);
    const signatures = [another, secret].map((one) => {
      const bytes = Buffer.from(one.slice("whsec_".length), "base64");
      const signed = `${last?.id}.${last?.timestamp}.${last?.body}`;
      return `v1,${createHmac("sha256", bytes).update(signed).digest("base64")}`;
    });
    expect(last?.signature).toBe(signatures.join(" "));
  });
});

test("the history shows what a version changed and restores it; the audit log is searched, filtered and exported", async ({
  page,
}) => {
  const { connectionId } = await connectSaml(slug);
  await expect
    .poll(() => receiver.came.map(({ type }) => type), { timeout: 15_000 })
    .toContain("connection.activated");

  await signIn(page, slug);
  await page.goto(`/${slug}/admin/security/tokens/new`);
  await page.getByLabel("Name", { exact: true }).fill("history");
  await page.getByLabel("Account", { exact: true }).fill("history");
  for (const scope of await page.getByRole("checkbox").all()) await scope.check();
  await page.getByRole("button", { name: /Create/ }).click();
  const token = await page.locator("input[value^='ghi_']").inputValue();
  const api = apiOf(slug, token);
  const path = `/connections/${connectionId}`;
  expect(await api("PATCH", path, { loginUrl: `${lab.saml.url}/sso?second` })).toMatchObject({ status: 200 });
  const run = await api("POST", `${path}/test`);
  await new BrowserLike(lab.appUrl).samlTrip(run.body.url, "ada-moreno");
  expect(await api("POST", `${path}/activate`, {})).toMatchObject({ status: 200 });
  const { body: option } = await api("GET", `${path}/sign-in-option`);
  const {
    id: _i,
    status: _s,
    position: _p,
    revision: _r,
    activatedAt: _a,
    isDefault: _d,
    ...settings
  } = option;
  const changed = await api("PUT", `${path}/sign-in-option`, { ...settings, defaultRole: "editor" });
  expect(changed).toMatchObject({ status: 200 });

  await page.goto(`/${slug}/admin/security/sso/${connectionId}?tab=history`);
  const values = page.getByRole("row").filter({ hasText: "of the provider's values" });
  await values.getByText("Changes since version 1").click();
  await expect(page.getByText(/\/sso → .*\/sso\?second/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Roll back to version 1" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Roll back" }).click();
  await expect(page.getByRole("button", { name: "Roll back to version 2" })).toBeVisible();
  expect((await api("GET", path)).body.configuration.loginUrl).toBe(`${lab.saml.url}/sso`);
  await page.getByRole("button", { name: "Restore version 1 of people and roles" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
  await expect(page.getByRole("button", { name: "Restore version 2 of people and roles" })).toBeVisible();
  expect((await api("GET", `${path}/sign-in-option`)).body.defaultRole).toBe(settings.defaultRole);

  await page.goto(`/${slug}/admin/security/audit`);
  await page.getByRole("searchbox").fill("Simulator");
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL(/q=Simulator/);
  await page.getByRole("combobox", { name: "Event" }).selectOption("configuration.rolled_back");
  await page.waitForURL(/action=configuration/);
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByText("Details", { exact: true }).click();
  await expect(page.getByText("previousVersion")).toBeVisible();
  await expectAccessible(page);
  const csv = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  expect((await csv).suggestedFilename()).toMatch(/\.csv$/);
  const address = await page.getByRole("link", { name: "Export as JSON" }).getAttribute("href");
  const events = await (await page.request.get(address ?? "")).text();
  expect(events).toContain("configuration.rolled_back");
  expect(events).not.toContain("webhook.created");
});
