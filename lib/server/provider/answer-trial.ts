import { createHash } from "node:crypto";
import { decodeJwt } from "jose";
import type { Provider } from "oidc-provider";
import type { ApplicationTrial } from "@/lib/db/repositories/application-trials";
import {
  keepTrialResult,
  openTrial,
  redeemTrial,
  type TrialResult,
} from "@/lib/features/applications/try-application";
import type { Dependencies } from "@/lib/ports/dependencies";
import { trialCookieName } from "@/lib/server/auth/cookies";
import { browserSessionId, cookieIn, type Exchange } from "./browser-session";
import { askProvider } from "./in-process";
import { providerPage } from "./provider-page";
import { trialPath, trialRedirectUri, withinTrial } from "./trial-context";

type Deps = Pick<Dependencies, "store" | "now" | "secrets" | "vault" | "appUrl">;

const scopes = "openid email profile organization groups attributes";
const trialId = /^trial_[A-Za-z0-9_-]{1,60}$/;

/** The id of the trial that an address begins, if it is such an address. */
function begunBy(pathname: string): string | null {
  if (!pathname.startsWith(`${trialPath}/`)) return null;
  const id = pathname.slice(trialPath.length + 1);
  return trialId.test(id) ? id : null;
}

/** Whether an address belongs to operators' trials of applications. */
export const isTrialAddress = (pathname: string) => pathname === trialPath || begunBy(pathname) !== null;

/** The trial that waits in the browser of a request. */
export async function trialOfBrowser(
  deps: Deps,
  request: Exchange["request"],
): Promise<ApplicationTrial | null> {
  const secret = cookieIn(request, trialCookieName(deps.appUrl));
  return secret ? openTrial(deps, secret, await browserSessionId(request, deps.appUrl)) : null;
}

/** The two addresses of a trial: where it begins, and where it returns with a code or an error. */
export async function answerTrial(deps: Deps, exchange: Exchange): Promise<void> {
  const { request } = exchange;
  const url = new URL(request.url ?? "", deps.appUrl);
  const secret = cookieIn(request, trialCookieName(deps.appUrl));
  const sessionId = await browserSessionId(request, deps.appUrl);
  const begun = begunBy(url.pathname);
  if (begun) {
    const trial = await openTrial(deps, secret, sessionId);
    return secret && trial?.id === begun
      ? redirect(exchange, authorizationAddress(deps.appUrl, trial, secret, url.searchParams))
      : over(exchange);
  }
  const trial = await redeemTrial(deps, url.searchParams.get("state") ?? "", secret, sessionId);
  if (!trial || !secret) return over(exchange);
  const { result, signIn } = await resultOf(deps, exchange.provider, trial, secret, url.searchParams);
  await keepTrialResult(deps, trial, result, signIn);
  redirect(exchange, `${deps.appUrl}/application-trial/${trial.id}`);
}

function authorizationAddress(
  appUrl: string,
  { id, applicationId }: ApplicationTrial,
  secret: string,
  chosen: URLSearchParams,
): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    redirect_uri: trialRedirectUri(appUrl),
    response_type: "code",
    scope: scopes,
    state: id,
    code_challenge: createHash("sha256").update(secret).digest("base64url"),
    code_challenge_method: "S256",
  });
  for (const name of ["organization", "prompt"]) {
    const value = chosen.get(name);
    if (value) query.set(name, value);
  }
  return `${appUrl}/oauth/authorize?${query}`;
}

/** Redeems the code, asks for userinfo, and ends at once what was issued. */
async function resultOf(
  deps: Deps,
  provider: Provider,
  { applicationId }: ApplicationTrial,
  verifier: string,
  returned: URLSearchParams,
): Promise<{ result: TrialResult; signIn: { userId: string; spaceId: string } | null }> {
  const code = returned.get("code");
  const answer = code
    ? await withinTrial({ applicationId, part: "redemption" }, () =>
        askProvider(provider, {
          method: "POST",
          path: "/oauth/token",
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams({
            grant_type: "authorization_code",
            client_id: applicationId,
            redirect_uri: trialRedirectUri(deps.appUrl),
            code,
            code_verifier: verifier,
          }).toString(),
        }),
      )
    : { status: 400, json: Object.fromEntries(returned) };
  const text = (name: string) => (typeof answer.json[name] === "string" ? String(answer.json[name]) : null);
  const [accessToken, idToken] = [text("access_token"), text("id_token")];
  if (answer.status !== 200 || !accessToken || !idToken) {
    const error = { code: text("error") ?? "server_error", description: text("error_description") ?? "" };
    return { result: { error, idToken: null, accessToken: null, userinfo: null }, signIn: null };
  }
  const userinfo = await askProvider(provider, {
    method: "GET",
    path: "/oauth/userinfo",
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const signIn = await endTokens(deps, provider, accessToken, idToken);
  return {
    result: { error: null, idToken, accessToken, userinfo: userinfo.status === 200 ? userinfo.json : null },
    signIn,
  };
}

/** Nothing that a trial was given works any more when it is shown. */
async function endTokens({ store, now }: Deps, provider: Provider, accessToken: string, idToken: string) {
  const sid = String(decodeJwt(idToken).sid);
  const signIn = await store.applicationSessions.byId(sid);
  await store.applicationSessions.end(sid, now());
  const token = await provider.AccessToken.find(accessToken);
  const grant = token?.grantId ? await provider.Grant.find(token.grantId) : undefined;
  await token?.destroy();
  await grant?.destroy();
  return signIn && { userId: signIn.userId, spaceId: signIn.spaceId };
}

function redirect({ response }: Exchange, to: string): void {
  response.statusCode = 303;
  response.setHeader("Location", to);
  response.setHeader("Cache-Control", "no-store");
  response.end();
}

/** The same for a trial that is over, of another browser, or of nobody. */
function over({ response }: Exchange): void {
  const { html, policy } = providerPage({
    title: "This trial is over",
    paragraphs: [
      "It was finished already, it was begun more than ten minutes ago, or it belongs to another browser. Nothing was issued.",
      "Begin another one on the application's page in the operator console.",
    ],
    link: { href: "/operator/applications", text: "Applications" },
  });
  response.statusCode = 400;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(html);
}
