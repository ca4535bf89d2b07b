// An application behind Gatehouse: nothing but openid-client and Node's own HTTP server.
import { createPublicKey, randomUUID, verify } from "node:crypto";
import { createServer } from "node:http";
import * as client from "openid-client";
import { homePage, messagePage, welcomePage } from "./pages.mjs";

const port = Number(process.env.PORT ?? 4700);
const home = process.env.HOME_URL ?? `http://localhost:${port}`;
const { ISSUER: issuer = "", CLIENT_ID: clientId = "", CLIENT_SECRET: clientSecret = "" } = process.env;

// Plain HTTP is for one's own computer only.
const execute = issuer.startsWith("http://localhost") ? [client.allowInsecureRequests] : [];
const authentication = client.ClientSecretBasic(clientSecret);

let discovered;
const configuration = () => {
  discovered ??= client.discovery(new URL(issuer), clientId, {}, authentication, { execute });
  return discovered;
};

/** Signed-in browsers by the value of their cookie, and running sign-ins. A real application has a database. */
const sessions = new Map();
const begun = new Map();

const pages = {
  "GET /": showHome,
  "GET /sign-in": signIn,
  "GET /callback": callback,
  "GET /sign-out": signOut,
  "POST /backchannel-logout": backchannelLogout,
};

createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", home);
  const page = pages[`${request.method} ${url.pathname}`];
  try {
    if (page) await page(request, response, url);
    else show(response, 404, messagePage("There is nothing at this address"));
  } catch (error) {
    console.error(error);
    show(response, 500, messagePage("Something failed", "Try again in a moment."));
  }
}).listen(port, () => console.log(`Acme Notes is at ${home}`));

/** The signed-in person, with the claims that the application received. */
function showHome(request, response) {
  const session = sessions.get(cookie(request));
  show(response, 200, session ? homePage(session.claims) : welcomePage());
}

/** Redirects to Gatehouse. `organization`, `login_hint` and `iss` are passed on if a sign-in was started there. */
async function signIn(_request, response, url) {
  const said = url.searchParams.get("iss");
  if (said !== null && said !== issuer)
    return show(response, 400, messagePage("This sign-in is for another issuer"));
  const checks = {
    pkceCodeVerifier: client.randomPKCECodeVerifier(),
    expectedState: client.randomState(),
    expectedNonce: client.randomNonce(),
  };
  const attempt = randomUUID();
  begun.set(attempt, checks);
  setTimeout(() => begun.delete(attempt), 600_000).unref();
  const to = client.buildAuthorizationUrl(await configuration(), {
    redirect_uri: `${home}/callback`,
    scope: "openid email profile organization groups",
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: "S256",
    state: checks.expectedState,
    nonce: checks.expectedNonce,
  });
  for (const name of ["organization", "login_hint"]) {
    const value = url.searchParams.get(name);
    if (value !== null) to.searchParams.set(name, value);
  }
  return redirect(response, to.href, `attempt=${attempt}; Path=/; HttpOnly; SameSite=Lax`);
}

/** Back from Gatehouse, with a code or with the reason why not. */
async function callback(request, response, url) {
  const attempt = cookie(request, "attempt");
  const checks = begun.get(attempt);
  begun.delete(attempt);
  if (!checks) return show(response, 400, messagePage("This sign-in has expired", "", true));
  try {
    const tokens = await client.authorizationCodeGrant(await configuration(), url, checks);
    const id = randomUUID();
    sessions.set(id, { claims: tokens.claims(), idToken: tokens.id_token });
    return redirect(response, "/", `session=${id}; Path=/; HttpOnly; SameSite=Lax`);
  } catch (error) {
    if (!(error instanceof client.AuthorizationResponseError)) throw error;
    const why = error.error_description ?? error.error;
    return show(response, 403, messagePage("You were not signed in", why, true));
  }
}

/** Ends our session, then Gatehouse's. */
async function signOut(request, response) {
  const id = cookie(request);
  const session = sessions.get(id);
  sessions.delete(id);
  if (!session) return redirect(response, "/");
  const to = client.buildEndSessionUrl(await configuration(), {
    id_token_hint: session.idToken,
    post_logout_redirect_uri: `${home}/`,
  });
  return redirect(response, to.href, "session=; Path=/; Max-Age=0");
}

/** Gatehouse's notice that a sign-in is over (OpenID Connect Back-Channel Logout §2.6). */
async function backchannelLogout(request, response) {
  let body = "";
  for await (const part of request) {
    body += part;
    if (body.length > 20_000) return response.writeHead(413).end();
  }
  const claims = await readLogoutToken(new URLSearchParams(body).get("logout_token") ?? "");
  if (!claims) return response.writeHead(400).end();
  for (const [id, session] of sessions) if (session.claims.sid === claims.sid) sessions.delete(id);
  return response.writeHead(200, { "Cache-Control": "no-store" }).end();
}

async function readLogoutToken(token) {
  const [head = "", payload = "", signature = ""] = token.split(".");
  try {
    const { kid, alg } = JSON.parse(Buffer.from(head, "base64url").toString());
    const { jwks_uri } = (await configuration()).serverMetadata();
    const { keys } = await (await fetch(jwks_uri)).json();
    const key = keys.find((candidate) => candidate.kid === kid && candidate.alg === "RS256");
    const signed = Buffer.from(`${head}.${payload}`);
    const publicKey = key && createPublicKey({ key, format: "jwk" });
    if (alg !== "RS256" || !publicKey) return null;
    if (!verify("sha256", signed, publicKey, Buffer.from(signature, "base64url"))) return null;
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const isFor = claims.iss === issuer && claims.aud === clientId && claims.exp * 1000 > Date.now();
    const isLogout = "http://schemas.openid.net/event/backchannel-logout" in (claims.events ?? {});
    return isFor && isLogout && claims.nonce === undefined ? claims : null;
  } catch {
    return null;
  }
}

function cookie(request, name = "session") {
  for (const pair of (request.headers.cookie ?? "").split("; "))
    if (pair.startsWith(`${name}=`)) return pair.slice(name.length + 1);
  return undefined;
}

function redirect(response, to, setCookie) {
  response.writeHead(303, { Location: to, ...(setCookie ? { "Set-Cookie": setCookie } : {}) }).end();
}

function show(response, status, page) {
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
  response.end(page);
}
