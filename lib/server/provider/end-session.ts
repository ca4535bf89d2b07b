import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { z } from "zod";
import { signOut } from "@/lib/features/sessions/sign-out";
import type { Application } from "@/lib/model/applications/application";
import type { Dependencies } from "@/lib/ports/dependencies";
import { cookieOptions, sessionCookieName } from "@/lib/server/auth/cookies";
import { clientAddress } from "@/lib/server/http/client-address";
import { isOwnOrigin } from "@/lib/server/http/origin";
import { browserSessionId, type Exchange } from "./browser-session";
import { type ProviderPage, providerPage } from "./provider-page";
import { readFormOf } from "./read-form";

type Deps = Pick<Dependencies, "store" | "now" | "appUrl"> & { publicKeys(): Promise<JSONWebKeySet> };

const text = z.string().max(8_000).optional();
const parameters = z.object({
  id_token_hint: text,
  client_id: text,
  post_logout_redirect_uri: text,
  state: text,
  confirmed: text,
});
type Parameters = z.infer<typeof parameters>;

interface Checked {
  application: Application | null;
  /** The sign-in of the hint; its `sid`. */
  sid: string | null;
  returnTo: string | null;
}

/**
 * Sign-out that an application begins (OpenID Connect RP-Initiated Logout). Ends our own session, and with it the
 * sign-ins to every other application. A hint of this browser's own sign-in is sufficient; otherwise the person must
 * confirm, so that no other site signs people out.
 */
export async function answerEndSession(deps: Deps, exchange: Exchange): Promise<void> {
  const { request } = exchange;
  const sent = await sentParameters(deps, exchange);
  if (!sent)
    return show(exchange, 400, badRequest("The request has a parameter twice, or one that is too long."));
  const checked = await check(deps, sent);
  if (typeof checked === "string") return show(exchange, 400, badRequest(checked));
  const sessionId = await browserSessionId(request, deps.appUrl);
  const own = checked.sid === null ? null : await deps.store.applicationSessions.byId(checked.sid);
  const isOwn = own !== null && own.sessionId !== null && own.sessionId === sessionId;
  const live = sessionId === null ? null : await deps.store.sessions.byId(sessionId);
  const asked =
    sent.confirmed === "yes" &&
    isOwnOrigin(new Headers({ origin: request.headers.origin ?? "" }), deps.appUrl);
  if (live && live.endedAt === null && !isOwn && !asked)
    return show(exchange, 200, question(sent, checked.application));
  const address = clientAddress(
    new Headers({ "x-forwarded-for": String(request.headers["x-forwarded-for"] ?? "") }),
  );
  await signOut(deps, sessionId, address);
  forgetBrowser(deps, exchange);
  leave(exchange, checked, sent.state, asked);
}

async function sentParameters({ appUrl }: Deps, { request }: Exchange): Promise<Parameters | null> {
  const query = new URL(request.url ?? "", appUrl).searchParams;
  const sent = request.method === "POST" ? await readFormOf(request, 32_000) : query;
  if (!sent) return null;
  const entries = [...sent];
  if (new Set(entries.map(([name]) => name)).size !== entries.length) return null;
  const parsed = parameters.safeParse(Object.fromEntries(entries));
  return parsed.success ? parsed.data : null;
}

/** The parsed parameters, or their problem. */
async function check(deps: Deps, sent: Parameters): Promise<Checked | string> {
  const hint = sent.id_token_hint ? await readHint(deps, sent.id_token_hint) : null;
  if (sent.id_token_hint && !hint)
    return "The ID token that the application sent was not made here, or not for it.";
  if (hint && sent.client_id && sent.client_id !== hint.clientId)
    return "The client ID is not that of the ID token that came with it.";
  const clientId = hint?.clientId ?? sent.client_id;
  const application = clientId ? await deps.store.applications.byId(clientId) : null;
  if (clientId && !application) return "The application that sent you here is not known.";
  const wanted = sent.post_logout_redirect_uri;
  if (wanted && !application?.postLogoutRedirectUris.includes(wanted))
    return "The application asked to return you to an address that it has not registered for after signing out.";
  return { application, sid: hint?.sid ?? null, returnTo: wanted ?? null };
}

/** An ID token of ours, however old: it names a sign-in and proves nothing else. */
async function readHint(deps: Deps, hint: string): Promise<{ clientId: string; sid: string | null } | null> {
  try {
    const { payload } = await jwtVerify(hint, createLocalJWKSet(await deps.publicKeys()), {
      issuer: deps.appUrl,
      algorithms: ["RS256", "ES256"],
      currentDate: new Date(0),
    });
    const sid = typeof payload.sid === "string" ? payload.sid : null;
    return typeof payload.aud === "string" ? { clientId: payload.aud, sid } : null;
  } catch {
    return null;
  }
}

function question(sent: Parameters, application: Application | null): ProviderPage {
  const fields = Object.fromEntries(
    Object.entries({ ...sent, confirmed: "yes" }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  return {
    title: "Sign out?",
    paragraphs: [
      `${application ? application.name : "A site"} asks to sign you out here. You will be signed out of every application that you use with this sign-in.`,
    ],
    form: {
      action: "/oauth/end-session",
      fields,
      button: "Sign out",
      other: { href: "/", text: "Stay signed in" },
    },
  };
}

function badRequest(reason: string): ProviderPage {
  return {
    title: "You were not signed out",
    paragraphs: [reason, "Tell whoever runs the application. To sign out now, use the button on this site."],
    link: { href: "/logout", text: "Sign out here" },
  };
}

function forgetBrowser({ appUrl }: Deps, { response }: Exchange): void {
  const { secure, sameSite } = cookieOptions(appUrl);
  const gone = `${sessionCookieName(appUrl)}=; Path=/; HttpOnly; SameSite=${sameSite}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`;
  response.appendHeader("Set-Cookie", secure ? `${gone}; Secure` : gone);
}

/**
 * Returns to the application if it has registered an address. From our own form this needs a page (CSP 3,
 * form-action).
 */
function leave(exchange: Exchange, checked: Checked, state: string | undefined, byForm: boolean): void {
  const { application, returnTo } = checked;
  const link = { href: "/login", text: "Sign in again" };
  const here = application
    ? `You are signed out of ${application.name} and here.`
    : "You are signed out here.";
  const title = "You are signed out";
  const to = returnTo === null ? null : addressOf(returnTo, state);
  if (!to) show(exchange, 200, { title, paragraphs: [here], link });
  else if (byForm)
    show(exchange, 200, { title, paragraphs: ["You are being sent back to the application."], goesOnTo: to });
  else redirect(exchange, to);
}

function addressOf(returnTo: string, state: string | undefined): string {
  const to = new URL(returnTo);
  if (state !== undefined) to.searchParams.set("state", state);
  return to.href;
}

function redirect({ response }: Exchange, to: string): void {
  response.statusCode = 303;
  response.setHeader("Location", to);
  response.setHeader("Cache-Control", "no-store");
  response.end();
}

function show({ response }: Exchange, status: number, page: ProviderPage): void {
  const { html, policy } = providerPage(page);
  response.statusCode = status;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(html);
}
