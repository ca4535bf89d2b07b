import * as client from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { removeApplication } from "@/lib/features/applications/manage-applications";
import { outcome } from "./testing/outcomes";
import {
  anApplication,
  byPassword,
  callback,
  openProviderLab,
  operator,
  type ProviderLab,
  signInTo,
} from "./testing/provider-lab";
import { aScene, type ProviderScene } from "./testing/provider-scene";

let lab: ProviderLab;
let acme: ProviderScene["acme"];
let ann: string;
let notes: ProviderScene["notes"];
let browser: ProviderScene["browser"];
let signedIn: ProviderScene["signedIn"];

beforeAll(async () => {
  lab = await openProviderLab();
}, 240_000);
afterAll(() => lab.close());
beforeEach(async () => {
  ({ acme, ann, notes, browser, signedIn } = await aScene(lab));
});

describe("a code", () => {
  test("can be redeemed once by fifty at the same time", async () => {
    await signedIn();
    const { tokens } = await signInTo(browser, notes.config);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => outcome(tokens())));
    expect(outcomes.filter((one) => one === "granted")).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(["granted", "invalid_grant"]));
  });

  test("if redeemed again, ends everything that came of it", async () => {
    await signedIn();
    const { tokens } = await signInTo(browser, notes.config);
    const granted = await tokens();
    expect(await outcome(client.fetchUserInfo(notes.config, granted.access_token, ann))).toBe("granted");
    expect(await outcome(tokens())).toBe("invalid_grant");
    expect(await outcome(client.fetchUserInfo(notes.config, granted.access_token, ann))).not.toBe("granted");
  });

  test("does nothing for another application, with another verifier, with another address or none", async () => {
    await signedIn();
    const other = await anApplication(lab);
    const attempt = async (config: client.Configuration, change: object) => {
      const { back, checks } = await signInTo(browser, notes.config);
      return outcome(client.authorizationCodeGrant(config, back, { ...checks, ...change }));
    };
    expect(await attempt(other.config, {})).toBe("invalid_grant");
    expect(await attempt(notes.config, { pkceCodeVerifier: client.randomPKCECodeVerifier() })).toBe(
      "invalid_grant",
    );
    expect(await attempt(notes.config, { pkceCodeVerifier: undefined })).toBe("invalid_grant");
    expect(await attempt(notes.config, {})).toBe("granted");
    const redeemed = async (redirect_uri: string | null) => {
      const { back, checks } = await signInTo(browser, notes.config);
      const basic = Buffer.from(`${notes.id}:${notes.clientSecret}`).toString("base64");
      const answer = await fetch(`${lab.appUrl}/oauth/token`, {
        method: "POST",
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams({
          grant_type: "authorization_code",
          code: back.searchParams.get("code") ?? "",
          code_verifier: checks.pkceCodeVerifier,
          ...(redirect_uri === null ? {} : { redirect_uri }),
        }),
      });
      return answer.ok ? "granted" : (await answer.json()).error;
    };
    expect(await redeemed(`${callback}/other`)).toBe("invalid_grant");
    expect(await redeemed(null)).toBe("invalid_request");
    expect(await redeemed(callback)).toBe("granted");
  });

  test("expires after a minute", async () => {
    await signedIn();
    const { tokens } = await signInTo(browser, notes.config);
    lab.forward(30);
    const { tokens: later } = await signInTo(browser, notes.config);
    lab.forward(31);
    expect(await outcome(tokens())).toBe("invalid_grant");
    expect(await outcome(later())).toBe("granted");
  });
});

describe("a refresh token", () => {
  const offline = { scope: "openid email offline_access" };
  const granted = async () => {
    await signedIn();
    const tokens = await (await signInTo(browser, notes.config, offline)).tokens();
    if (!tokens.refresh_token) throw new Error("no refresh token");
    return { ...tokens, refresh_token: tokens.refresh_token };
  };
  const refresh = (token: string, config = notes.config) => client.refreshTokenGrant(config, token);

  test("is replaced at each use; using the old one ends them all", async () => {
    const first = await granted();
    const second = await refresh(first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(second.claims()?.sub).toBe(ann);
    expect(await outcome(refresh(first.refresh_token))).toBe("invalid_grant");
    expect(await outcome(refresh(second.refresh_token ?? ""))).toBe("invalid_grant");
  });

  test("used by ten at once yields at most one new one, and that one is dead", async () => {
    const { refresh_token } = await granted();
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => refresh(refresh_token)));
    const good = results.filter((result) => result.status === "fulfilled");
    expect(good.length).toBeLessThanOrEqual(1);
    for (const { value } of good)
      expect(await outcome(refresh(value.refresh_token ?? ""))).toBe("invalid_grant");
  });

  test("outlives the browser's session, and nothing else of the person", async () => {
    const first = await granted();
    await lab.deps.store.sessions.end(browser.sessionId ?? "", "signed_out", lab.deps.now());
    const second = await refresh(first.refresh_token);
    expect(second.claims()).toMatchObject({ email: `${ann}@orchard.example` });
    await lab.deps.store.membershipsOf(acme.id).update(ann, { status: "deactivated", licence: null });
    expect(await outcome(refresh(second.refresh_token ?? ""))).toBe("invalid_grant");
  });

  test("cannot be used by another application, nor after its own was removed", async () => {
    const first = await granted();
    const other = await anApplication(lab);
    expect(await outcome(refresh(first.refresh_token, other.config))).toBe("invalid_grant");
    const second = await refresh(first.refresh_token);
    await removeApplication(lab.deps, operator, notes.id);
    expect(await outcome(refresh(second.refresh_token ?? ""))).toBe("invalid_client");
  });

  test("can be revoked, by its own application only", async () => {
    const first = await granted();
    const other = await anApplication(lab);
    await client.tokenRevocation(other.config, first.refresh_token);
    const second = await refresh(first.refresh_token);
    await client.tokenRevocation(notes.config, second.refresh_token ?? "");
    expect(await outcome(refresh(second.refresh_token ?? ""))).toBe("invalid_grant");
  });
});

describe("an access token", () => {
  test("ends with the browser's session, and reveals nothing to another application", async () => {
    const sessionId = await browser.signIn(ann, byPassword(lab, acme.id));
    const { access_token } = await (await signInTo(browser, notes.config)).tokens();
    expect(await outcome(client.fetchUserInfo(notes.config, access_token, ann))).toBe("granted");
    expect(await client.tokenIntrospection(notes.config, access_token)).toMatchObject({
      active: true,
      sub: ann,
    });
    const other = await anApplication(lab);
    expect(await client.tokenIntrospection(other.config, access_token)).toEqual({ active: false });
    await lab.deps.store.sessions.end(sessionId, "signed_out", lab.deps.now());
    expect(await outcome(client.fetchUserInfo(notes.config, access_token, ann))).not.toBe("granted");
  });

  test("reveals nothing about a space that the application has been closed to", async () => {
    const open = await anApplication(lab, { openTo: "chosen", spaces: [{ spaceId: acme.id }] });
    await signedIn();
    const { access_token } = await (await signInTo(browser, open.config)).tokens();
    expect(await outcome(client.fetchUserInfo(open.config, access_token, ann))).toBe("granted");
    await lab.deps.store.applications.setSpaces(open.id, []);
    expect(await outcome(client.fetchUserInfo(open.config, access_token, ann))).not.toBe("granted");
  });
});
