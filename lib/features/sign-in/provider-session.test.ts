import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { activateOption } from "@/lib/features/connections/activate-option";
import { saveConfiguration } from "@/lib/features/connections/save-configuration";
import { openSession } from "@/lib/features/sessions/open-session";
import {
  aDraft,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type Pick,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { startAtProvider } from "@/lib/features/testing/sso-scenes";
import { admissionTo, sessionLifetime } from "@/lib/model/sign-in/session-life";
import type { Context } from "@/lib/ports/context";
import type { FinishedRoundTrip } from "./finish-round-trip";

let lab: SsoLab;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(() => lab.database.reset());

/** An active connection that requires a fresh sign-in every time, or does not. */
async function open(protocol: "saml" | "oidc", forceReauthentication: boolean) {
  const { space, admin } = await aSubscribedSpace(lab);
  const { connectionId, reference } = await aDraft(lab, admin, protocol);
  const program: Context = { ...admin, via: "token", sessionId: null };
  const input =
    protocol === "saml"
      ? ({ protocol, values: { forceReauthentication } } as const)
      : ({ protocol, values: { forceReauthentication } } as const);
  const page = { connectionId, leaseId: null, expectedRevision: null };
  value(await saveConfiguration(lab.deps, program, { ...page, input }));
  const run = await new LabBrowser(lab).test(admin, connectionId);
  expect(run.report?.refusal).toBeNull();
  value(await activateOption(lab.deps, program, { connectionId, configurationId: null, sessions: "keep" }));
  const connection = { connectionId, reference };
  const signIn = (pick: Pick = {}) => new LabBrowser(lab).signIn(space, connection, pick);
  const signInAgain = async (pick: Pick = {}) => {
    const browser = new LabBrowser(lab);
    const redirect = await browser.begin(space, reference, null, false, true);
    return browser.finish(await browser.answer(connectionId, redirect, pick));
  };
  return { space, admin, connectionId, signIn, signInAgain };
}

const sessionOf = async (finished: FinishedRoundTrip) => {
  if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
  const session = await lab.deps.store.sessions.byId(finished.sessionId);
  if (!session) throw new Error("no session");
  return session;
};
const tooOld = { outcome: "refused", code: "authentication_too_old" };

describe("a fresh sign-in that the connection requires", () => {
  test.each([
    ["saml", "old_authentication"],
    ["oidc", "token_old_authentication"],
    ["oidc", "token_without_auth_time"],
  ] as const)(
    "%s: %s is refused, in a test and in a sign-in; a fresh one is admitted",
    async (protocol, fault) => {
      const { admin, connectionId, signIn } = await open(protocol, true);
      expect(await signIn()).toMatchObject({ outcome: "signed_in" });
      expect(await signIn({ fault })).toMatchObject(tooOld);
      const run = await new LabBrowser(lab).test(admin, connectionId, { fault });
      expect(run).toMatchObject({
        status: "failed",
        report: { refusal: { code: "authentication_too_old" } },
      });
    },
  );

  test.each([
    ["saml", "old_authentication"],
    ["oidc", "token_old_authentication"],
    ["oidc", "token_without_auth_time"],
  ] as const)("%s: without the requirement %s is admitted", async (protocol, fault) => {
    const { signIn } = await open(protocol, false);
    expect(await signIn({ fault })).toMatchObject({ outcome: "signed_in" });
  });

  test("applies to sign-ins started at the provider too", async () => {
    const { connectionId } = await open("saml", true);
    const stale = await startAtProvider(lab, new LabBrowser(lab), connectionId, {
      fault: "old_authentication",
    });
    expect(stale).toMatchObject(tooOld);
    const fresh = await startAtProvider(lab, new LabBrowser(lab), connectionId);
    expect(fresh).toMatchObject({ outcome: "ticket" });
  });
});

describe("a fresh sign-in that an application requests", () => {
  test.each([
    ["saml", "old_authentication"],
    ["oidc", "token_old_authentication"],
  ] as const)("%s: is required of that one attempt only", async (protocol, fault) => {
    const { signIn, signInAgain } = await open(protocol, false);
    expect(await signInAgain({ fault })).toMatchObject(tooOld);
    expect(await signInAgain()).toMatchObject({ outcome: "signed_in" });
    expect(await signIn({ fault })).toMatchObject({ outcome: "signed_in" });
  });
});

describe("the end of the provider's session", () => {
  test.each([
    ["saml", "session_ends_soon"],
    ["oidc", "token_session_expiry"],
  ] as const)("%s: %s ends ours; without it ours lasts a working day", async (protocol, fault) => {
    const { space, signIn } = await open(protocol, false);
    const session = await sessionOf(await signIn({ fault }));
    const minutes = (session.expiresAt.getTime() - session.createdAt.getTime()) / 60_000;
    expect(minutes).toBeGreaterThan(18);
    expect(minutes).toBeLessThanOrEqual(21);
    expect(session.spaces[0]?.endsAt).toEqual(session.expiresAt);
    expect(admissionTo(session, space.id, session.expiresAt)).toBeNull();
    const plain = await sessionOf(await signIn());
    expect(plain.expiresAt.getTime() - plain.createdAt.getTime()).toBe(sessionLifetime);
  });

  test("applies to that space in a longer session that took over its admission", async () => {
    const { space, signIn } = await open("saml", false);
    const first = await sessionOf(await signIn({ fault: "session_ends_soon" }));
    const other = (await aSubscribedSpace(lab, { domain: "other.example" })).space;
    const opened = await openSession(lab.deps, {
      userId: first.userId,
      spaces: [
        {
          spaceId: other.id,
          way: "password",
          connectionId: null,
          providerSession: null,
          admittedAt: lab.deps.now(),
        },
      ],
      address: null,
      userAgent: null,
      previousSessionId: first.id,
    });
    const second = await lab.deps.store.sessions.byId(opened.sessionId);
    if (!second) throw new Error("no session");
    expect(second.expiresAt.getTime() - second.createdAt.getTime()).toBe(sessionLifetime);
    expect(admissionTo(second, space.id, lab.deps.now())).not.toBeNull();
    expect(admissionTo(second, space.id, first.expiresAt)).toBeNull();
    expect(admissionTo(second, other.id, first.expiresAt)).not.toBeNull();
  });
});
