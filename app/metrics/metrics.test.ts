import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { aConnection, aMember, anOption, anOrganization, aSpace } from "@/lib/db/testing/rows";
import { beginSignIn } from "@/lib/features/sign-in/begin-sign-in";
import { type AppDependencies, closeDependencies, dependencies } from "@/lib/server/process/dependencies";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { GET } from "./route";

const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-metrics-"));
let deps: AppDependencies;

beforeAll(async () => {
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    DATABASE_URL: "",
    LOG_LEVEL: "silent",
    APP_URL: "http://localhost:3000",
  });
  deps = await dependencies();
}, 120_000);
afterEach(() => Object.assign(deps.env, { metricsToken: null, appUrl: "http://localhost:3000" }));
afterAll(async () => {
  await closeDependencies();
  rmSync(dataDir, { recursive: true, force: true });
});

const ask = (headers: Record<string, string> = { "x-forwarded-for": "127.0.0.1" }) =>
  GET(new Request("http://localhost:3000/metrics", { headers }));

test("with a token only callers who send it can read them", async () => {
  Object.assign(deps.env, { metricsToken: "plum-harbour-lantern" });
  const local = { "x-forwarded-for": "127.0.0.1" };
  for (const authorization of ["", "Bearer ", "Bearer plum-harbour-lanterns", "Basic plum-harbour-lantern"]) {
    const answer = await ask({ ...local, authorization });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(await answer.text()).not.toContain("process_cpu");
  }
  const answer = await ask({
    "x-forwarded-for": "203.0.113.9",
    authorization: "Bearer plum-harbour-lantern",
  });
  expect(answer.status).toBe(200);
});

test("without a token only this machine can read them, and nobody if the site has a public address", async () => {
  expect((await ask()).status).toBe(200);
  expect((await ask({ "x-forwarded-for": "::ffff:127.0.0.1" })).status).toBe(200);
  expect((await ask({ "x-forwarded-for": "10.0.0.7" })).status).toBe(403);
  expect((await ask({})).status).toBe(403);
  Object.assign(deps.env, { appUrl: "https://sso.example" });
  expect((await ask()).status).toBe(403);
});

test("cover sign-ins, statements and the process, and name no customer", async () => {
  const space = await aSpace(deps.store, { slug: "orchard-secret" });
  const { userId } = await aMember(deps.store, space.id);
  const connection = await aConnection(deps.store, await anOrganization(deps.store, space.id), {
    reference: "door",
  });
  await anOption(deps.store, space.id, connection.id, { status: "disabled" });
  const input = { slug: space.slug, returnTo: null, loginHint: null, address: null, browserSecret: "x" };
  await beginSignIn(await ssoDependencies(), { ...input, reference: "door", startedElsewhere: false });
  deps.meter.verification("saml")("accepted");
  deps.meter.signIn("saml", null);
  deps.meter.signIn("oidc", "awaiting_approval");
  deps.meter.signIn("oidc", "ann@orchard-secret.example");
  deps.metrics.outgoingCall(0.2, "outbound_timeout");

  const answer = await ask();
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toContain("version=0.0.4");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  for (const line of [
    'gatehouse_sign_ins_total{protocol="saml",outcome="refused"} 1',
    'gatehouse_sign_ins_total{protocol="saml",outcome="admitted"} 1',
    'gatehouse_sign_ins_total{protocol="oidc",outcome="waits_for_approval"} 1',
    'gatehouse_sign_in_refusals_total{protocol="saml",code="option_inactive"} 1',
    'gatehouse_sign_in_refusals_total{protocol="oidc",code="other"} 1',
    'gatehouse_verification_seconds_count{protocol="saml",outcome="accepted"} 1',
    'gatehouse_outgoing_call_seconds_count{result="outbound_timeout"} 1',
    "process_cpu_user_seconds_total",
    "nodejs_eventloop_lag_seconds",
  ])
    expect(text).toContain(line);
  expect(
    Number(/gatehouse_database_query_seconds_count\{outcome="answered"\} (\d+)/.exec(text)?.[1]),
  ).toBeGreaterThan(5);
  for (const name of [space.slug, space.id, connection.id, userId, "orchard"])
    expect(text).not.toContain(name);
});

test("what waits, what is due and what ends is told for the whole installation, and which version runs", async () => {
  const text = await (await ask()).text();
  expect(text).toMatch(/^gatehouse_backlog\{queue="webhooks"\} \d+$/m);
  expect(text).toMatch(/^gatehouse_connections_certificate_ending\{within_days="7"\} \d+$/m);
  expect(text).toMatch(/^gatehouse_info\{version="[^"]+",node="v\d+/m);
  expect(text).toMatch(/^gatehouse_figures_age_seconds \d/m);
});

test("the alert rules name metrics that exist", async () => {
  const text = await (await ask()).text();
  const rules = readFileSync(join(import.meta.dirname, "../../examples/deployment/alerts.yml"), "utf8");
  const named = new Set(rules.match(/\bgatehouse_[a-z_]+\b/g));
  // The parts of a histogram are series of their own.
  const exist = (name: string) => text.includes(`# TYPE ${name.replace(/_(bucket|count|sum)$/, "")} `);
  // The embedded database has no connections.
  const missing = [...named].filter((name) => !exist(name) && name !== "gatehouse_database_connections");
  expect(missing).toEqual([]);
  expect(named.size).toBeGreaterThan(8);
});
