import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { NextAuthOptions } from "next-auth";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import type { Space } from "@/lib/model/spaces/space";
import {
  anApplication,
  Browser,
  byPassword,
  openProviderLab,
  type ProviderLab,
} from "./testing/provider-lab";

let lab: ProviderLab;
let acme: Space;
let ann: string;
let browser: Browser;
const email = () => `${ann}@orchard.example`;

beforeAll(async () => {
  lab = await openProviderLab();
  acme = await aSpace(lab.deps.store, { name: "Acme" });
  ann = (await aMember(lab.deps.store, acme.id)).userId;
}, 240_000);
afterAll(() => lab.close());
beforeEach(async () => {
  browser = new Browser(lab);
  await browser.signIn(ann, byPassword(lab, acme.id));
});

const require = createRequire(import.meta.url);
const examples = new URL("../../../examples/", import.meta.url);

/** A file of the quick start, run as it is, with these settings. */
async function example<T>(file: string, settings: Record<string, string>): Promise<T> {
  Object.assign(process.env, settings);
  return (await import(/* @vite-ignore */ new URL(file, examples).href)) as T;
}

describe("Express, with openid-client", () => {
  interface Page {
    session: Record<string, unknown>;
    query: Record<string, string>;
    url: string;
  }
  type Handler = (request: Page, response: { redirect(to: string): void }) => Promise<void>;

  test("signs somebody in; a code from another browser signs nobody in", async () => {
    const CALLBACK = "http://localhost:4701/callback";
    const { id, clientSecret } = await anApplication(lab, { redirectUris: [CALLBACK] });
    const settings = { ISSUER: lab.appUrl, CLIENT_ID: id, CLIENT_SECRET: clientSecret ?? "", CALLBACK };
    const { signIn, callback } = await example<{ signIn: Handler; callback: Handler }>(
      "express/gatehouse.mjs",
      settings,
    );
    const call = async (handler: Handler, session: Page["session"], url: string) => {
      let to = "";
      const query = Object.fromEntries(new URL(url, CALLBACK).searchParams);
      await handler({ session, query, url }, { redirect: (address) => (to = address) });
      return to;
    };
    const begin = async (session: Page["session"]) => {
      const back = await browser.follow(await call(signIn, session, `/sign-in?organization=${acme.slug}`));
      if (!(back instanceof URL)) throw new Error(await back.text());
      return `${back.pathname}${back.search}`;
    };
    const session: Page["session"] = {};
    const stranger: Page["session"] = {};
    const back = await begin(session);
    await begin(stranger);
    await expect(call(callback, stranger, back)).rejects.toThrow();
    expect(stranger.user).toBeUndefined();
    expect(await call(callback, session, await begin(session))).toBe("/");
    expect(session.user).toMatchObject({ sub: ann, org_slug: acme.slug, name: "Ann Apple" });
  });
});

test.each([
  ["gatehouse.mjs", "express/gatehouse.mjs"],
  ["server.mjs", "express/server.mjs"],
  ["next-auth", "next-auth/auth-options.mjs"],
  ["Apache", "reverse-proxy/apache.conf"],
  ["nginx", "reverse-proxy/nginx.conf"],
  ["Python, with Flask and Authlib", "python/gatehouse.py"],
  ["Go, with x/oauth2 and go-oidc", "go/gatehouse.go"],
  ["Spring Boot, application.yml", "spring/application.yml"],
  ["Spring Security", "spring/Security.java"],
])("the quick start's code for %s is that of the example", async (label, file) => {
  const bare = (text: string) => text.replace(/[\s()]+/g, "").replace(/,(?=[}\]])/g, "");
  const { applications } = await import("@/app/docs/content/applications");
  const blocks = Object.values(applications.sections).flatMap(({ blocks: all }) => all);
  const shown = blocks.find((block) => typeof block === "object" && "code" in block && block.label === label);
  const code = typeof shown === "object" && "code" in shown ? shown.code : "";
  const whole = bare(readFileSync(new URL(file, examples), "utf8"));
  // Go's imports and the type that holds both values are left to the example.
  if (file.endsWith(".go")) expect(whole.endsWith(bare(code))).toBe(true);
  else expect(whole).toBe(bare(code));
  // Go writes three lines where others write nothing: whether it went wrong.
  const lines = code.replace(/\s*if err != nil \{\s*return [^\n]*\s*\}/g, "").split("\n");
  expect(lines.filter((line) => !/^\s*[})]*;?\s*$/.test(line)).length).toBeLessThanOrEqual(15);
});

describe("passport-openidconnect", () => {
  interface Strategy {
    authenticate(request: object, options?: object): void;
    redirect(url: string): void;
    success(user: unknown): void;
    fail(challenge: unknown): void;
    error(error: Error): void;
  }
  const { Strategy: OpenIdStrategy } = require("passport-openidconnect") as {
    Strategy: new (options: object, verify: (...given: never[]) => void) => Strategy;
  };
  const callbackURL = "https://notes.example/callback";

  /** What passport makes of a request: where it sends the browser, or whom it signs in. */
  function ask(client: { id: string; clientSecret: string | null }, request: object): Promise<string> {
    const verify = (_issuer: string, profile: { id: string }, done: (error: null, user: string) => void) =>
      done(null, profile.id);
    const strategy = new OpenIdStrategy(
      {
        issuer: lab.appUrl,
        authorizationURL: `${lab.appUrl}/oauth/authorize`,
        tokenURL: `${lab.appUrl}/oauth/token`,
        userInfoURL: `${lab.appUrl}/oauth/userinfo`,
        clientID: client.id,
        clientSecret: client.clientSecret,
        callbackURL,
        scope: ["email", "profile"],
      },
      verify,
    );
    return new Promise((resolve) => {
      strategy.redirect = resolve;
      strategy.success = (user) => resolve(`signed in: ${user}`);
      strategy.fail = (challenge) => resolve(`refused: ${JSON.stringify(challenge)}`);
      strategy.error = (error) => resolve(`error: ${error.message}`);
      strategy.authenticate(request);
    });
  }

  test("signs somebody in; with another application's secret it signs nobody in", async () => {
    // It knows no PKCE: this is the software that may be registered without.
    const client = await anApplication(lab, { pkceRequired: false });
    const other = await anApplication(lab);
    const trip = async (redeemer: typeof client) => {
      const session = {};
      const back = await browser.follow(await ask(client, { session, query: {}, headers: {} }));
      if (!(back instanceof URL)) throw new Error(await back.text());
      return ask(redeemer, { session, query: Object.fromEntries(back.searchParams), headers: {} });
    };
    expect(await trip(client)).toBe(`signed in: ${ann}`);
    expect(await trip({ ...client, clientSecret: other.clientSecret })).toMatch(/^(error|refused): /);
  });
});

describe("next-auth", () => {
  type Handler = (request: object, response: object, options: NextAuthOptions) => Promise<unknown>;
  const loaded = require("next-auth") as { default: Handler };
  let server: Server;
  let home: string;
  let options: NextAuthOptions;

  beforeAll(async () => {
    server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    home = `http://localhost:${(server.address() as AddressInfo).port}`;
    const redirectUris = [`${home}/api/auth/callback/gatehouse`];
    const { id, clientSecret } = await anApplication(lab, { redirectUris });
    const env = { ISSUER: lab.appUrl, CLIENT_ID: id, CLIENT_SECRET: clientSecret ?? "" };
    const { authOptions } = await example<{ authOptions: NextAuthOptions }>(
      "next-auth/auth-options.mjs",
      env,
    );
    const silent = { error() {}, warn() {}, debug() {} };
    options = { ...authOptions, secret: "a secret of the application", logger: silent };
  });
  afterAll(() => {
    delete process.env.NEXTAUTH_URL;
    server.close();
  });

  /** What Next does around an API route of the pages router. */
  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", home);
    let text = "";
    for await (const part of request) text += part;
    const cookies = (request.headers.cookie ?? "")
      .split("; ")
      .map((pair) => pair.split(/=(.*)/s).slice(0, 2));
    Object.assign(request, {
      body: Object.fromEntries(new URLSearchParams(text)),
      cookies: Object.fromEntries(cookies.map(([name, value]) => [name, decodeURIComponent(value ?? "")])),
      query: {
        ...Object.fromEntries(url.searchParams),
        nextauth: url.pathname.replace("/api/auth/", "").split("/"),
      },
    });
    const extended = Object.assign(response, {
      status: (code: number) => Object.assign(response, { statusCode: code }),
      json: (body: unknown) => response.end(JSON.stringify(body)),
      send: (body: unknown) => response.end(typeof body === "string" ? body : JSON.stringify(body)),
      redirect: (status: number, to: string) => response.writeHead(status, { location: to }).end(),
    });
    // Ours is in the same process, and has its own address there.
    process.env.NEXTAUTH_URL = home;
    await loaded.default(request, extended, options);
  }

  test("signs somebody in by PKCE, state and nonce; a code of somebody else's browser signs nobody in", async () => {
    const mine = new Jar();
    const back = await begin(mine);
    const stranger = new Jar();
    await begin(stranger);
    await stranger.open(back);
    expect(await (await stranger.open(`${home}/api/auth/session`)).json()).toEqual({});
    const again = await begin(mine);
    await mine.open(again);
    const session = await (await mine.open(`${home}/api/auth/session`)).json();
    expect(session.user).toEqual({ name: "Ann Apple", email: email() });
  });

  /** Starts at the application and passes through Gatehouse; answers the address that leads back. */
  async function begin(jar: Jar): Promise<URL> {
    const { csrfToken } = await (await jar.open(`${home}/api/auth/csrf`)).json();
    const body = new URLSearchParams({ csrfToken, callbackUrl: home });
    const begun = await jar.open(`${home}/api/auth/signin/gatehouse`, { method: "POST", body });
    const back = await browser.follow(begun.headers.get("location") ?? "");
    if (!(back instanceof URL)) throw new Error(await back.text());
    return back;
  }
});

/** A browser's cookies at the application. */
class Jar {
  private readonly cookies = new Map<string, string>();

  async open(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      this.cookies.set(name, value);
    }
    return response;
  }
}
