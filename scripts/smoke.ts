import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningOpenIdProvider, startOpenIdProvider } from "../e2e/idp/openid/server";
import { visit } from "../e2e/idp/openid/visit";
import { startSamlProvider } from "../e2e/idp/saml/server";
import { BrowserLike, location } from "../e2e/support/browser-like";
import { administrator, password } from "../e2e/support/spaces";
import { startApplication, startPackage, untilReady } from "./run-next";

/**
 * `node --import tsx scripts/smoke.ts [folder]`, after a build: does the product run on this version of Node? The
 * command line, the simulators and the production server on an embedded database all run by the Node that runs this;
 * with the folder of an unpacked artefact, the server and the command line are that one's. A person signs in by SAML
 * and by OpenID Connect, over HTTP; then the server is stopped.
 */

const artefact = process.argv[2];

const port = Number(process.env.PORT ?? 3190);
const appUrl = `http://localhost:${port}`;
const slugs = { saml: "smoke-saml", openid: "smoke-openid" };
const email = "ada.moreno@acme.example";
const graceSeconds = 1;
/**
 * The longest that an embedded server may take to stop: its grace, ten seconds for running requests, and some to
 * close.
 */
const stopWithinMs = (graceSeconds + 12) * 1000;

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-smoke-"));
  const saml = await startSamlProvider();
  const openid = await startOpenIdProvider();
  Object.assign(process.env, {
    APP_URL: appUrl,
    PORT: String(port),
    DATA_DIR: dataDir,
    OUTBOUND_ALLOW: [saml.host, openid.host].join(","),
    STOP_GRACE_SECONDS: String(graceSeconds),
    LOG_LEVEL: "warn",
  });
  const tokens = await seed();
  await step('"the command line creates a user with a password"', () => addPersonByCommandLine(slugs.saml));
  const server = artefact ? startPackage(artefact, {}) : startApplication({});
  try {
    await step("the server gets ready", () => untilReady(`${appUrl}/api/ready`, server));
    await step('"it reports that it is alive, and shows the sign-in page"', async () => {
      for (const path of ["/api/health", `/${slugs.saml}/login`])
        assert.equal((await fetch(`${appUrl}${path}`)).status, 200, path);
    });
    await step("somebody signs in by SAML", () => signInBySaml(apiOf(slugs.saml, tokens.saml), saml));
    await step("somebody signs in by OpenID Connect", () =>
      signInByOpenId(apiOf(slugs.openid, tokens.openid), openid),
    );
    await step("the server stops", () => stop(server));
  } finally {
    server.kill("SIGKILL");
    await Promise.all([saml.close(), openid.close()]);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function step(name: string, work: () => Promise<unknown>): Promise<void> {
  const start = Date.now();
  await work();
  console.log(`Node ${process.version}: ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}

/**
 * A space for each protocol, because an activation ends the tokens of its space. The embedded database is closed
 * after it.
 */
async function seed(): Promise<Record<keyof typeof slugs, string>> {
  const { closeDependencies, dependencies } = await import("../lib/server/process/dependencies");
  const { seedSpace } = await import("./seed");
  const deps = await dependencies();
  const spaceOf = async (slug: string): Promise<string> => {
    const people = [administrator(slug)];
    const token = await seedSpace(deps, { slug, name: slug, people, withToken: true });
    assert(token, "no token was made");
    return token;
  };
  const tokens = { saml: await spaceOf(slugs.saml), openid: await spaceOf(slugs.openid) };
  await closeDependencies();
  return tokens;
}

async function addPersonByCommandLine(slug: string): Promise<void> {
  const words = ["user", "create", "--space", slug, "--email", email, "--role", "reader"];
  const program = artefact ? join(artefact, "gatehouse.mjs") : "scripts/gatehouse.mjs";
  const child = spawn(process.execPath, [program, ...words], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  child.stdin?.end(`${password}\n`);
  const [code] = await once(child, "exit");
  assert.equal(code, 0, "the command line has failed");
}

type Api = (method: string, path: string, body?: object) => Promise<Record<string, unknown>>;

/** API v1 of a space; throws unless the answer is a success. */
function apiOf(slug: string, token: string): Api {
  return async (method, path, body) => {
    const response = await fetch(`${appUrl}/api/v1/spaces/${slug}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    assert(response.ok, `${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  };
}

async function signInBySaml(api: Api, provider: { metadataUrl: string }): Promise<void> {
  const made = await api("POST", "/connections", {
    name: "Simulator",
    reference: "simulator",
    protocol: "saml",
    metadataUrl: provider.metadataUrl,
  });
  const run = await api("POST", `/connections/${made.id}/test`);
  await new BrowserLike(appUrl).samlTrip(String(run.url), "ada-moreno");
  await api("POST", `/connections/${made.id}/activate`, {});
  const browser = new BrowserLike(appUrl);
  assert.equal(
    await browser.samlTrip(`/${slugs.saml}/sso/simulator`, "ada-moreno"),
    `${appUrl}/${slugs.saml}`,
  );
  await isSignedIn(browser, slugs.saml);
}

async function signInByOpenId(api: Api, provider: RunningOpenIdProvider): Promise<void> {
  const client = { clientId: "smoke", clientSecret: "a secret of the smoke test" };
  const made = await api("POST", "/connections", {
    name: "Simulator",
    reference: "simulator",
    protocol: "oidc",
    configuration: { issuer: provider.url, scopes: ["openid", "email", "profile"], ...client },
  });
  const { redirectUri } = made.serviceProvider as { redirectUri: string };
  provider.register({ ...client, redirectUris: [redirectUri] });
  const trip = async (browser: BrowserLike, url: string): Promise<string> => {
    const back = await visit(location(await browser.open(url)), { person: "ada-moreno" });
    return location(await browser.open(location(await browser.open(back.href))));
  };
  const run = await api("POST", `/connections/${made.id}/test`);
  await trip(new BrowserLike(appUrl), String(run.url));
  await api("POST", "/users", { email, role: "reader" });
  await api("POST", `/connections/${made.id}/activate`, {});
  const browser = new BrowserLike(appUrl);
  assert.equal(await trip(browser, `/${slugs.openid}/sso/simulator`), `${appUrl}/${slugs.openid}`);
  await isSignedIn(browser, slugs.openid);
}

async function isSignedIn(browser: BrowserLike, slug: string): Promise<void> {
  const session = await (await browser.open("/api/auth/session")).text();
  assert(session.includes(email), `signed in as ${session}`);
  assert.equal((await browser.open(`/${slug}`)).status, 200, "the landing page");
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, "exit", { signal: AbortSignal.timeout(stopWithinMs) });
  server.kill("SIGTERM");
  // 128 and the signal's number: it ended itself. By the signal, it would be [null, "SIGTERM"].
  assert.deepEqual(await ended, [143, null], "how it ended");
}

await main();
process.exit(0);
