import { afterAll, beforeAll, expect, test } from "vitest";
import { createOperatorToken } from "@/lib/features/tokens/operator-tokens";
import { visit } from "../idp/openid/visit";
import { type BrowserLike, location } from "../support/browser-like";
import { type Lab, rings, slug, startLab } from "./lab";
import { gatehouse } from "./process";
import { aCode } from "./redeem-code";
import { keepSigningIn } from "./sign-ins";
import { slowPost } from "./slow-post";

const [first, second] = [0, 1];
const home = `/${slug}`;
let lab: Lab;

beforeAll(async () => {
  lab = await startLab();
}, 90_000);
afterAll(() => lab.stop());

async function signedIn(through: number): Promise<BrowserLike> {
  lab.front.through = through;
  const browser = lab.browser();
  expect(await browser.samlTrip(lab.connection.loginPath, "ada-moreno")).toBe(`${lab.front.url}${home}`);
  return browser;
}
async function isIn(browser: BrowserLike, through: number): Promise<boolean> {
  lab.front.through = through;
  return (await browser.open(home)).status === 200;
}

test("a test started on one process is finished on the other, which sees the changes at once", async () => {
  await lab.connect();
  const { path } = lab.connection;
  const run = await lab.api(second, "POST", `${path}/test`);
  const browser = lab.browser();
  lab.front.through = first;
  const page = await browser.atProvider(run.body.url, "ada-moreno");
  lab.front.through = second;
  await browser.post(page);
  expect(await lab.api(first, "GET", `${path}/test-runs/${run.body.runId}`)).toMatchObject({
    body: { status: "passed" },
  });
  lab.front.through = second;
  expect(await lab.browser().open(lab.connection.loginPath)).toMatchObject({ status: 404 });
  expect(await lab.api(first, "POST", `${path}/activate`, {})).toMatchObject({ status: 200 });
  expect(await lab.api(second, "GET", path)).toMatchObject({
    status: 401,
    body: { code: "token_ended_by_activation" },
  });
  await lab.newToken();
  expect(await lab.api(second, "GET", path)).toMatchObject({ body: { status: "active" } });
});

test("a sign-in started on one process is finished on the other, and its response is used once", async () => {
  for (const [begins, ends] of [
    [first, second],
    [second, first],
  ]) {
    lab.front.through = begins ?? 0;
    const browser = lab.browser();
    const page = await browser.atProvider(lab.connection.loginPath, "ada-moreno");
    lab.front.through = ends ?? 0;
    expect(await browser.post(page)).toBe(`${lab.front.url}${home}`);
    lab.front.through = begins ?? 0;
    // Again: the same browser lands where it did, any other is refused.
    expect(await browser.post(page)).toBe(`${lab.front.url}${home}`);
    expect(await lab.browser().post(page)).toContain("/sign-in-refused");
  }
  // Both get the same response at the same time, as from a form that is sent twice: one signs in, the others wait for
  // it.
  lab.front.through = null;
  const browser = lab.browser();
  const page = await browser.atProvider(lab.connection.loginPath, "ada-moreno");
  const ends = await Promise.all([1, 2, 3, 4].map(() => browser.post(page)));
  expect(ends).toEqual([1, 2, 3, 4].map(() => `${lab.front.url}${home}`));
});

test("the same by OpenID Connect, with the state, the nonce and the proof key of the other process", async () => {
  const credentials = { clientId: "twin", clientSecret: "s & + %20" };
  const created = await lab.api(first, "POST", "/connections", {
    name: "OpenID",
    reference: "oid",
    protocol: "oidc",
    configuration: { issuer: lab.openId.url, ...credentials, scopes: ["openid", "email", "profile"] },
  });
  lab.openId.register({ ...credentials, redirectUris: [created.body.serviceProvider.redirectUri] });
  const path = `/connections/${created.body.id}`;
  const trip = async (browser: BrowserLike, url: string) => {
    lab.front.through = first;
    const back = await visit(location(await browser.open(url)), { person: "ada-moreno" });
    lab.front.through = second;
    const finish = location(await browser.open(back.href));
    lab.front.through = first;
    return location(await browser.open(finish));
  };
  const run = await lab.api(second, "POST", `${path}/test`);
  await trip(lab.browser(), run.body.url);
  expect(await lab.api(second, "POST", `${path}/activate`, {})).toMatchObject({ status: 200 });
  await lab.newToken();
  expect(await trip(lab.browser(), `${home}/sso/oid`)).toBe(`${lab.front.url}${home}`);
});

test("a code for an application is redeemed once by fifty requests to both, and so is its refresh token", async () => {
  const browser = await signedIn(first);
  const both = Array.from({ length: 50 }, (_, i) => i % 2);
  const statusesOf = (answers: { status: number }[]) => [
    answers.filter(({ status }) => status === 200).length,
    answers.filter(({ status }) => status === 400).length,
  ];
  const once = await aCode(lab, browser);
  expect(statusesOf(await Promise.all(both.map(once.redeem)))).toEqual([1, 49]);
  const { redeem, refresh } = await aCode(lab, browser);
  const { body } = await redeem(first);
  const renewed = await refresh(second, body.refresh_token);
  expect(renewed.status).toBe(200);
  const answers = await Promise.all(both.map((process) => refresh(process, renewed.body.refresh_token)));
  const [renewals = 0, refusals] = statusesOf(answers);
  expect(renewals).toBeLessThanOrEqual(1);
  expect(refusals).toBe(50 - renewals);
});

test("an Idempotency-Key that reaches both at once makes one application, and either repeats its secret", async () => {
  const scopes = ["applications:read", "applications:write"] as const;
  const actor = { kind: "command_line", id: null, name: "Lab", address: null } as const;
  const made = await createOperatorToken(lab.deps, actor, {
    name: "backend",
    scopes: [...scopes],
    expiresAt: null,
  });
  if (!made.ok) throw new Error(made.problem.message);
  const create = async (process: number, key: string) => {
    const response = await fetch(`${lab.processes[process]?.url}/api/v1/applications`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${made.value.token}`,
        "content-type": "application/json",
        "idempotency-key": key,
      },
      body: JSON.stringify({ name: "Both at once", redirectUris: ["https://both.example/callback"] }),
    });
    return { status: response.status, body: await response.json() };
  };
  const named = async () => (await lab.deps.store.applications.page({ search: "Both at once" })).total;
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => create(i % 2, "both-1")));
  for (const { status, body } of answers)
    expect([`${status}`, `409 ${body.code}`]).toContain(
      status === 201 ? "201" : "409 idempotency_in_progress",
    );
  expect(await named()).toBe(1);
  const [one, other] = [await create(first, "both-1"), await create(second, "both-1")];
  expect(one.body.clientSecret).toMatch(/^ghs_/);
  expect(other).toEqual(one);
  // The control: another key is another application.
  expect((await create(second, "both-2")).status).toBe(201);
  expect(await named()).toBe(2);
});

test("a session ended on one process is dead on the other", async () => {
  const browser = await signedIn(first);
  expect(await isIn(browser, second)).toBe(true);
  const copy = browser.copy();
  lab.front.through = second;
  await browser.open("/logout", { method: "POST", headers: { origin: lab.front.url } });
  for (const process of [first, second]) expect(await isIn(copy, process)).toBe(false);
});

test("a change on one process applies to the other at once", async () => {
  const { path, loginPath } = lab.connection;
  expect(await lab.api(first, "POST", `${path}/disable`)).toMatchObject({ status: 200 });
  lab.front.through = second;
  expect(location(await lab.browser().open(loginPath))).toContain("/sign-in-refused");
  expect(await lab.api(second, "POST", `${path}/enable`)).toMatchObject({ status: 200 });

  const rules = await lab.api(second, "GET", `${path}/sign-in-option`);
  const {
    id: _i,
    status: _s,
    position: _p,
    isDefault: _d,
    revision: _r,
    activatedAt: _a,
    ...option
  } = rules.body;
  const changed = { ...option, missingRole: "default", defaultRole: "editor" };
  expect(await lab.api(second, "PUT", `${path}/sign-in-option`, changed)).toMatchObject({ status: 200 });
  lab.front.through = first;
  const browser = lab.browser();
  await browser.samlTrip(loginPath, "ben-okafor");
  expect(await isIn(browser, second)).toBe(true);
  const people = await lab.api(second, "GET", "/users?search=ben.okafor");
  expect(people.body.data).toMatchObject([{ role: "editor" }]);
  const person = `/users/${people.body.data[0].id}`;
  expect(await lab.api(first, "PATCH", person, { status: "deactivated" })).toMatchObject({ status: 200 });
  expect(await isIn(browser, second)).toBe(false);

  const loginUrl = `${lab.saml.url}/sso?moved`;
  expect(await lab.api(first, "PATCH", path, { loginUrl })).toMatchObject({ status: 200 });
  const run = await lab.api(second, "POST", `${path}/test`);
  lab.front.through = null;
  await lab.browser().samlTrip(run.body.url, "ada-moreno");
  expect(await lab.api(first, "POST", `${path}/activate`, {})).toMatchObject({ status: 200 });
  for (const process of [second, first]) {
    lab.front.through = process;
    expect(location(await lab.browser().open(loginPath))).toContain("/sso?moved");
  }
});

test("limits count the requests to both processes", async () => {
  await lab.newToken();
  const left: unknown[] = [];
  for (const process of [first, second, first, second])
    left.push((await lab.api(process, "GET", "/connections")).headers.get("ratelimit-remaining"));
  expect(left).toEqual(["599", "598", "597", "596"]);
});

test("a message to a webhook is sent by one process only", async () => {
  const { path } = lab.connection;
  const events = ["connection.disabled", "connection.enabled"];
  expect(await lab.api(first, "POST", "/webhooks", { url: lab.receiver.url, events })).toMatchObject({
    status: 201,
  });
  for (let round = 0; round < 5; round += 1) {
    await lab.api(round % 2, "POST", `${path}/disable`, {});
    await lab.api((round + 1) % 2, "POST", `${path}/enable`);
  }
  await expect.poll(() => lab.receiver.came.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(10);
  // As long as until the next poll of both processes.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(lab.receiver.came).toHaveLength(10);
  expect(new Set(lab.receiver.came.map(({ id }) => id)).size).toBe(10);
}, 60_000);

test("scheduled jobs are run by one process", async () => {
  const runs = () =>
    lab.processes
      .flatMap((process) => process.lines())
      .flatMap((line) => (line.message === "job done" ? [String(line.job)] : []))
      .toSorted();
  const jobs = [
    "certificate_notices",
    "count_sign_in_days",
    "directory_notices",
    "prune",
    "recheck_domains",
    "refresh_metadata",
    "rotate_signing_keys",
  ];
  await expect.poll(() => runs().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(jobs.length);
  expect(runs()).toEqual(jobs);
}, 30_000);

test("a process that is asked to stop reports it, continues for a while, finishes running requests and exits", async () => {
  const [stopping] = lab.processes;
  if (!stopping) throw new Error("no process");
  const slow = slowPost(stopping.port, `/api/sso/saml/${lab.connection.id}/acs`);
  await slow.started;
  stopping.signal("SIGTERM");
  await expect
    .poll(async () => (await fetch(`${stopping.url}/api/ready`)).status, { interval: 20 })
    .toBe(503);
  const meanwhile = await fetch(`${stopping.url}${lab.connection.loginPath}`, { redirect: "manual" });
  expect(meanwhile).toMatchObject({ status: 303 });
  expect(meanwhile.headers.get("connection")).toBe("close");
  await expect
    .poll(
      () =>
        fetch(stopping.url).then(
          () => "answers",
          () => "gone",
        ),
      { timeout: 5_000 },
    )
    .toBe("gone");
  expect(await slow.finish()).toContain("HTTP/1.1 303");
  expect(await stopping.ended).toBe(143);
}, 30_000);

test("keys are rotated and processes restarted while people sign in, and nobody is lost", async () => {
  const { loginPath } = lab.connection;
  lab.front.through = null;
  const waiting = await Promise.all(
    ["ada-moreno", "chloe-lindqvist"].map(async (person) => {
      const browser = lab.browser();
      return { browser, page: await browser.atProvider(loginPath, person) };
    }),
  );
  const signIns = keepSigningIn(lab, 2);
  await lab.restart(first, { ENCRYPTION_KEYS: rings.turned, STOP_GRACE_SECONDS: "60" });
  lab.processes[second]?.signal("SIGTERM");
  await lab.processes[second]?.ended;
  await lab.restart(second, { ENCRYPTION_KEYS: rings.turned });
  const rotated = await gatehouse(["keys", "rotate"], { ENCRYPTION_KEYS: rings.turned });
  expect(rotated).toMatchObject({ keyId: "newer", unreadable: [] });
  for (const { browser, page } of waiting) expect(await browser.post(page)).toBe(`${lab.front.url}${home}`);
  const ends = await signIns.stop();
  expect(new Set(ends)).toEqual(new Set([`${lab.front.url}${home}`]));
  expect(ends.length).toBeGreaterThan(5);

  // The old key can be removed now: everything opens without it.
  expect(await gatehouse(["doctor"], { ENCRYPTION_KEYS: rings.after })).toMatchObject({ healthy: true });
  const impatient = lab.processes[first];
  impatient?.signal("SIGTERM");
  await expect.poll(async () => (await fetch(`${impatient?.url}/api/ready`)).status).toBe(503);
  await new Promise((resolve) => setTimeout(resolve, 600));
  impatient?.signal("SIGTERM");
  expect(await impatient?.ended).toBe(143);
  await lab.restart(first, { ENCRYPTION_KEYS: rings.after });
  await signedIn(first);
}, 90_000);
