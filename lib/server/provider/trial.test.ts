import { decodeJwt } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aUser } from "@/lib/db/testing/rows";
import { beginTrial, takeTrialResult } from "@/lib/features/applications/try-application";
import { trialCookieName } from "@/lib/server/auth/cookies";
import {
  anApplication,
  aRequest,
  Browser,
  byPassword,
  openProviderLab,
  type ProviderLab,
} from "./testing/provider-lab";
import { aScene, type ProviderScene } from "./testing/provider-scene";
import { trialRedirectUri } from "./trial-context";

let lab: ProviderLab;
let scene: ProviderScene;
let operator: { id: string };
beforeAll(async () => {
  lab = await openProviderLab();
}, 120_000);
afterAll(() => lab.close());
beforeEach(async () => {
  scene = await aScene(lab);
  operator = await aUser(lab.deps.store, { isOperator: true });
});

/** An operator's browser with a trial that has begun. */
async function begun(applicationId = scene.notes.id) {
  const browser = new Browser(lab);
  const sessionId = await browser.signIn(operator.id);
  const actor = { kind: "operator", id: operator.id, name: "Olga", address: null } as const;
  const made = await beginTrial(lab.deps, { actor, user: operator, sessionId }, applicationId);
  if (!made.ok) throw new Error(made.problem.code);
  const { id, secret } = made.value;
  browser.cookies.set(trialCookieName(lab.appUrl), secret);
  return { browser, id, secret };
}
const pageOf = (id: string) => `${lab.appUrl}/application-trial/${id}`;
/** To the sign-in page, through it as Ann, and back; returns where the browser ends, and every address on the way. */
async function walked({ browser, id }: Awaited<ReturnType<typeof begun>>) {
  const away = await browser.follow(`/oauth/try/${id}?organization=${scene.acme.slug}`);
  if (!(away instanceof URL)) throw new Error(`no sign-in page: ${away.status}`);
  await browser.signIn(scene.ann, byPassword(lab, scene.acme.id));
  const way: string[] = [];
  let at = new URL(away.searchParams.get("next") ?? "", lab.appUrl);
  for (let step = 0; step < 6; step += 1) {
    way.push(at.href);
    const response = await browser.open(at);
    const to = response.headers.get("location");
    if (!to) throw new Error(`${at.pathname}: ${response.status} ${await response.text()}`);
    at = new URL(to, at);
    if (!at.pathname.startsWith("/oauth/")) return { way, end: at };
  }
  throw new Error("redirects without an end");
}
const actions = async () =>
  (await lab.deps.store.auditOf(null).after(0, 500)).map(({ action, details }) => ({ action, details }));

describe.each([
  ["with a secret", {}],
  ["without a secret", { tokenEndpointAuthMethod: "none" }],
  ["without a need for PKCE", { pkceRequired: false }],
])("a trial of an application %s", (_, change) => {
  test("shows the tokens of whoever signs in, once, and they are worth nothing by then", async () => {
    const { id: applicationId, config } = await anApplication(lab, change);
    const trial = await begun(applicationId);
    const { end } = await walked(trial);
    expect(String(end)).toBe(pageOf(trial.id));
    const taken = await takeTrialResult(lab.deps, trial.id, trial.secret);
    expect(taken).toMatchObject({ applicationId, result: { error: null } });
    const { idToken, accessToken, userinfo } = taken?.result ?? {};
    const claims = decodeJwt(idToken ?? "");
    expect(claims).toMatchObject({ sub: scene.ann, aud: applicationId, org_slug: scene.acme.slug });
    expect(userinfo).toMatchObject({ sub: scene.ann, role: "editor" });
    const asked = await fetch(`${lab.appUrl}/oauth/userinfo`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(asked.status).toBe(401);
    expect(await takeTrialResult(lab.deps, trial.id, trial.secret)).toBeNull();
    const use = await lab.deps.store.applicationSessions.counts(applicationId, new Date(0));
    expect(use).toEqual({ signIns: 0, people: 0, open: 0 });
    expect((await lab.deps.store.applications.byId(applicationId))?.lastUsedAt).toBeNull();
    expect(await actions()).toEqual(
      expect.arrayContaining([
        { action: "application.trial_started", details: { trialId: trial.id } },
        {
          action: "application.trial_finished",
          details: { trialId: trial.id, error: null, userId: scene.ann, spaceId: scene.acme.id },
        },
      ]),
    );
    expect(config.serverMetadata().issuer).toBe(lab.appUrl);
  });
});

describe("a trial", () => {
  test("is redeemed once: the second time, the code and the address lead nowhere", async () => {
    const trial = await begun();
    const { way, end } = await walked(trial);
    expect(String(end)).toBe(pageOf(trial.id));
    const back = way.find((address) => address.startsWith(trialRedirectUri(lab.appUrl))) ?? "";
    expect(new URL(back).searchParams.has("code")).toBe(true);
    expect((await trial.browser.open(back)).status).toBe(400);
    expect((await trial.browser.open(`/oauth/try/${trial.id}`)).status).toBe(400);
  });

  test("is no other browser's: without its secret, with another's, and in another session", async () => {
    const trial = await begun();
    const other = new Browser(lab);
    await other.signIn(operator.id);
    expect((await other.open(`/oauth/try/${trial.id}`)).status).toBe(400);
    other.cookies.set(trialCookieName(lab.appUrl), (await begun()).secret);
    expect((await other.open(`/oauth/try/${trial.id}`)).status).toBe(400);
    // Even with the stolen secret: the session is another one, and did not replace the operator's.
    other.cookies.set(trialCookieName(lab.appUrl), trial.secret);
    expect((await other.open(`/oauth/try/${trial.id}`)).status).toBe(400);
    expect((await trial.browser.open(`/oauth/try/${trial.id}`)).status).toBe(303);
    const { end } = await walked(trial);
    expect(String(end)).toBe(pageOf(trial.id));
    expect(await takeTrialResult(lab.deps, trial.id, "another secret")).toBeNull();
  });

  test("is the only request that may return to its address", async () => {
    const { url } = await aRequest(scene.notes.config, { redirect_uri: trialRedirectUri(lab.appUrl) });
    const browser = await scene.signedIn();
    const refused = await browser.open(url);
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("not its own")]);
    // Within a trial of another application it is refused as well.
    const trial = await begun((await anApplication(lab)).id);
    expect((await trial.browser.open(url)).status).toBe(400);
    expect((await (await begun()).browser.open(url)).status).toBe(303);
  });

  test("redeems nothing for the application's secret, nor without it over the network", async () => {
    const trial = await begun();
    const away = await trial.browser.follow(`/oauth/try/${trial.id}?organization=${scene.acme.slug}`);
    await trial.browser.signIn(scene.ann, byPassword(lab, scene.acme.id));
    let at = new URL((away as URL).searchParams.get("next") ?? "", lab.appUrl);
    for (let step = 0; step < 6 && at.pathname !== "/oauth/try"; step += 1)
      at = new URL((await trial.browser.open(at)).headers.get("location") ?? "", at);
    const ask = (extra: Record<string, string>) =>
      fetch(`${lab.appUrl}/oauth/token`, {
        method: "POST",
        headers: { cookie: `${trialCookieName(lab.appUrl)}=${trial.secret}` },
        body: new URLSearchParams({
          grant_type: "authorization_code",
          client_id: scene.notes.id,
          redirect_uri: trialRedirectUri(lab.appUrl),
          code: at.searchParams.get("code") ?? "",
          code_verifier: trial.secret,
          ...extra,
        }),
      });
    expect((await ask({})).status).toBe(401);
    expect(at.searchParams.has("code")).toBe(true);
    const back = await trial.browser.open(at);
    expect([back.status, back.headers.get("location")]).toEqual([303, pageOf(trial.id)]);
  });

  test("shows the error that the application would receive", async () => {
    const trial = await begun();
    const away = await trial.browser.follow(`/oauth/try/${trial.id}?organization=nowhere`);
    expect(String(away)).toBe(pageOf(trial.id));
    const taken = await takeTrialResult(lab.deps, trial.id, trial.secret);
    expect(taken?.result).toMatchObject({ error: { code: "invalid_request" }, idToken: null });
  });

  test("ends with the operator's session, with the right to be one, and after ten minutes", async () => {
    const [first, second, third] = [await begun(), await begun(), await begun()];
    await lab.deps.store.sessions.end(first.browser.sessionId ?? "", "signed_out", lab.deps.now());
    expect((await first.browser.open(`/oauth/try/${first.id}`)).status).toBe(400);
    expect((await second.browser.open(`/oauth/try/${second.id}`)).status).toBe(303);
    await lab.deps.store.users.update(operator.id, { isOperator: false });
    expect((await second.browser.open(`/oauth/try/${second.id}`)).status).toBe(400);
    await lab.deps.store.users.update(operator.id, { isOperator: true });
    expect((await third.browser.open(`/oauth/try/${third.id}`)).status).toBe(303);
    // The engine has a clock of its own, so this comes last.
    lab.forward(601);
    expect((await third.browser.open(`/oauth/try/${third.id}`)).status).toBe(400);
  });
});
