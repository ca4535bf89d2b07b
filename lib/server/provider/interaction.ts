import type { Interaction } from "oidc-provider";
import { decideAccess } from "@/lib/features/applications/decide-access";
import { requestTarget } from "@/lib/features/applications/request-target";
import type { MemberContext } from "@/lib/features/sessions/space-access";
import { signInOptions, startAddress } from "@/lib/features/sign-in/sign-in-options";
import type { Session } from "@/lib/model/sign-in/session";
import { isProvedSince } from "@/lib/model/sign-in/upstream-proof";
import type { Dependencies } from "@/lib/ports/dependencies";
import { type Exchange, signedIn } from "./browser-session";
import { referenceText } from "./error-reference";
import { providerPage } from "./provider-page";
import { authenticationOf, wantedPlace } from "./sign-in-of-request";

type Deps = Pick<Dependencies, "store" | "now" | "appUrl" | "log">;
type Target = Exclude<Awaited<ReturnType<typeof requestTarget>>, { outcome: "refused" }>;

/** Where a sign-in for an application continues: `/oauth/interaction/{uid}`. */
export const interactionPath = /^\/oauth\/interaction\/[A-Za-z0-9_-]{1,64}$/;

/**
 * The step between an application's request and its answer: redirects the browser to sign in at Gatehouse, which
 * returns it here, and once the required sign-in is done, to the application. Everything is decided afresh at each
 * visit.
 */
export async function answerInteraction(deps: Deps, exchange: Exchange): Promise<void> {
  const { request, response, provider } = exchange;
  // Next requests the page after an action as data. It gets none, and then redirects the browser itself.
  if (request.headers.rsc !== undefined) return plain(exchange, "This address is for browsers.\n");
  const interaction = await provider.interactionDetails(request, response);
  const application = await deps.store.applications.byId(String(interaction.params.client_id));
  if (!application)
    return finish(exchange, { error: "access_denied", error_description: "The application is gone." });
  const { pathname, searchParams } = new URL(request.url ?? "", deps.appUrl);
  const cancelled = searchParams.get("cancel");
  if (cancelled !== null) return finish(exchange, await wentBack(deps, cancelled, pathname));
  const target = await requestTarget(deps.store, application, wantedPlace(interaction.params));
  if (target.outcome === "refused")
    return finish(exchange, { error: "invalid_request", error_description: target.message });
  const current = await signedIn(deps, request);
  const decision = await decideAccess(deps, application, target, current);
  switch (decision.outcome) {
    case "admitted":
      if (isOlder(decision.member, interaction))
        return redirect(exchange, await againAddress(deps, decision.member, interaction));
      return finish(exchange, { login: loginOf(decision.member) });
    case "not_for_person":
      return finish(exchange, {
        error: "access_denied",
        error_description: "The application is not open to this person.",
      });
    case "required_action":
      return redirect(exchange, decision.path);
    case "sign_in":
      if (current && isElsewhere(current.session, target, interaction))
        return finish(exchange, {
          error: "access_denied",
          error_description: `The person signed in to another organization or by another connection than was asked for.${referenceOf(current.session)}`,
        });
      return redirect(exchange, signInAddress(target, interaction));
  }
}

/** A person who has signed in since the request began, but elsewhere than requested, is not sent round once more. */
function isElsewhere({ createdAt }: Session, target: Target, { iat }: Interaction): boolean {
  return target.outcome === "space" && Math.floor(createdAt.getTime() / 1000) > iat;
}

/** The attempt that led here, by which the vendor and the customer find the explanation. */
function referenceOf({ spaces }: Session): string {
  const latest = spaces.toSorted((a, b) => b.admittedAt.getTime() - a.admittedAt.getTime())[0];
  return latest?.proof ? ` ${referenceText(latest.proof.attemptId)}` : "";
}

/** What the application is answered if the person goes back to it: with the refusal that they come from, if there is one. */
async function wentBack({ store }: Deps, attemptId: string, pathname: string): Promise<Result> {
  const attempt = attemptId === "" ? null : await store.attempts.byId(attemptId);
  // The browser names it, so it must have been for this very request.
  if (attempt?.status !== "refused" || attempt.returnTo !== pathname)
    return { error: "access_denied", error_description: "The person went back without signing in." };
  return {
    error: "access_denied",
    error_description: `The sign-in was refused: ${attempt.refusalCode}. ${referenceText(attempt.id)}`,
  };
}

/** `prompt=login` and `max_age` require a sign-in that is newer than the request. */
function isOlder({ admission }: MemberContext, { prompt, iat }: Interaction): boolean {
  const again = prompt.reasons.some((reason) => reason === "login_prompt" || reason === "max_age");
  if (!again) return false;
  const { admittedAt, proof } = admission;
  const since = new Date(iat * 1000);
  // To be back from a provider is not to have proved anything there: it may have let its own session go on.
  return Math.floor(admittedAt.getTime() / 1000) < iat || (proof ? !isProvedSince(proof, since) : false);
}

function loginOf(member: MemberContext) {
  const { acr, amr, loginTs } = authenticationOf(member);
  return { accountId: member.user.id, acr, amr, ts: loginTs };
}

/** Once more if the person is signed in: by the same connection, or at the space's sign-in page. */
async function againAddress(
  { store }: Deps,
  member: MemberContext,
  { uid, params }: Interaction,
): Promise<string> {
  const { admission, space } = member;
  const options = admission.connectionId === null ? [] : await signInOptions(store, space);
  const option = options.find(({ connectionId }) => connectionId === admission.connectionId);
  const rest = { next: `/oauth/interaction/${uid}`, loginHint: hintOf(params), again: true };
  return option ? startAddress(option, rest) : pageAddress(`/${space.slug}/login`, rest);
}

/** The sign-in page of the space, or straight to its connection; `/login` if there is no space. */
function signInAddress(target: Target, { uid, params }: Interaction): string {
  const rest = { next: `/oauth/interaction/${uid}`, loginHint: hintOf(params) };
  if (target.outcome === "any") return pageAddress("/login", rest);
  return target.option ? startAddress(target.option, rest) : pageAddress(`/${target.space.slug}/login`, rest);
}

function hintOf({ login_hint }: Interaction["params"]): string | null {
  return typeof login_hint === "string" && login_hint !== "" ? login_hint.slice(0, 320) : null;
}

function pageAddress(
  path: string,
  rest: { next: string; loginHint: string | null; again?: boolean },
): string {
  const query = new URLSearchParams({ next: rest.next });
  if (rest.loginHint) query.set("login_hint", rest.loginHint);
  if (rest.again) query.set("again", "1");
  return `${path}?${query}`;
}

type Result = Parameters<Exchange["provider"]["interactionResult"]>[2];

/**
 * The redirect to the application. After a form of ours it goes by a page: browsers apply the form's own content
 * security policy to every redirect that follows it.
 */
async function finish(exchange: Exchange, result: Result): Promise<void> {
  const { request, response, provider } = exchange;
  const to = await provider.interactionResult(request, response, result, { mergeWithLastSubmission: false });
  const referer = request.headers.referer ?? "";
  const fromHere = URL.canParse(referer) && new URL(referer).origin === new URL(provider.issuer).origin;
  if (!fromHere) return redirect(exchange, to);
  const { html, policy } = providerPage({
    title: "Signing you in",
    paragraphs: ["You are being sent to the application."],
    goesOnTo: to,
  });
  response.statusCode = 200;
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(html);
}

function redirect({ response, provider }: Exchange, to: string): void {
  response.statusCode = 303;
  response.setHeader("Location", new URL(to, provider.issuer).href);
  response.setHeader("Cache-Control", "no-store");
  response.end();
}

function plain({ response }: Exchange, text: string): void {
  response.statusCode = 200;
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(text);
}
