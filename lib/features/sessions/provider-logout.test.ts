import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { idTokens } from "@/drizzle/schema/sessions";
import { housekeepingIn } from "@/lib/db/repositories/housekeeping";
import { sealedValuesIn } from "@/lib/db/repositories/sealed-values";
import { activateOption } from "@/lib/features/connections/activate-option";
import { saveConfiguration } from "@/lib/features/connections/save-configuration";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { endSessionAddress, type ProviderLogout } from "./provider-logout";
import { signOut } from "./sign-out";

let lab: SsoLab;
let space: Space;
let admin: Context;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  lab.oidc.changeDocument();
  ({ space, admin } = await aSubscribedSpace(lab));
});

const rows = () => lab.database.db.select().from(idTokens);

async function signedIn(protocol: Protocol) {
  const connection = await anActiveConnection(lab, admin, protocol);
  const finished = await new LabBrowser(lab).signIn(space, connection);
  if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
  return { ...connection, sessionId: finished.sessionId };
}

async function addressAfter(sessionId: string) {
  const { provider } = await signOut(lab.deps, sessionId, null);
  return provider?.by === "end_session" ? addressOf(provider) : provider;
}

const addressOf = (logout: Extract<ProviderLogout, { by: "end_session" }>) =>
  endSessionAddress(lab.deps, { ...logout, state: "the-state" });

describe("signing out of an OpenID connection", () => {
  test("calls the provider's endpoint with the ID token of the sign-in, client, return address and state", async () => {
    const { sessionId } = await signedIn("oidc");
    const url = new URL(String(await addressAfter(sessionId)));
    expect(url.origin).toBe(lab.oidc.url);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      id_token_hint: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      client_id: "lab",
      post_logout_redirect_uri: `${lab.deps.appUrl}/logout`,
      state: "the-state",
    });
    const answer = await fetch(url, { redirect: "manual" });
    expect(answer.status).toBe(200);
  });

  test("calls nothing for a session that has not ended here", async () => {
    const { sessionId, connectionId } = await signedIn("oidc");
    expect(await addressOf({ by: "end_session", sessionId, connectionId })).toBeNull();
    expect(await addressOf({ by: "end_session", sessionId: "session_none", connectionId })).toBeNull();
  });

  test("calls nothing if the provider lacks the endpoint, and no ID token is stored", async () => {
    lab.oidc.changeDocument({ end_session_endpoint: undefined });
    const { sessionId } = await signedIn("oidc");
    expect(await rows()).toEqual([]);
    expect(await addressAfter(sessionId)).toBeNull();
  });

  test("does not show the token to another connection's provider", async () => {
    const { sessionId } = await signedIn("oidc");
    const other = await anActiveConnection(lab, admin, "oidc");
    await signOut(lab.deps, sessionId, null);
    const address = await addressOf({ by: "end_session", sessionId, connectionId: other.connectionId });
    expect(new URL(String(address)).searchParams.has("id_token_hint")).toBe(false);
  });

  test("uses the logout URL that an administrator has set, and nothing else", async () => {
    const logoutUrl = "https://idp.example/out";
    const { connectionId, leaseId } = await anActiveConnection(lab, admin, "oidc");
    const input = { protocol: "oidc", values: { logoutUrl } } as const;
    value(await saveConfiguration(lab.deps, admin, { connectionId, leaseId, expectedRevision: null, input }));
    await new LabBrowser(lab).test(admin, connectionId);
    const live = { connectionId, configurationId: null, sessions: "keep" } as const;
    value(await activateOption(lab.deps, admin, live));
    const connection = await lab.deps.store.connectionLookup.byId(connectionId);
    const finished = await new LabBrowser(lab).signIn(space, {
      connectionId,
      reference: connection?.reference ?? "",
    });
    const sessionId = finished.outcome === "signed_in" ? finished.sessionId : "";
    expect(await addressAfter(sessionId)).toEqual({ by: "address", url: logoutUrl });
  });

  test.each(["saml", "oauth2"] as const)(
    "does not apply to %s, which has no such endpoint",
    async (protocol) => {
      const { sessionId } = await signedIn(protocol);
      expect(await rows()).toEqual([]);
      expect(await addressAfter(sessionId)).toBeNull();
    },
  );
});

describe("the stored ID token", () => {
  test("is sealed, for a sign-in only, and deleted a day after the session has ended", async () => {
    const { sessionId } = await signedIn("oidc");
    // The test run before stored none.
    const [row, ...more] = await rows();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ sessionId, idTokenSealed: expect.stringMatching(/^v1\./) });
    expect(row?.idTokenSealed).not.toMatch(/eyJ/);
    const { prune } = housekeepingIn(lab.database.db);
    await prune(lab.deps.now());
    expect(await rows()).toHaveLength(1);
    await signOut(lab.deps, sessionId, null);
    await prune(new Date(lab.deps.now().getTime() + 23 * 3_600_000));
    expect(await rows()).toHaveLength(1);
    await prune(new Date(lab.deps.now().getTime() + 25 * 3_600_000));
    expect(await rows()).toEqual([]);
  });

  test("is among the values that a key rotation seals again", async () => {
    await signedIn("oidc");
    const counts = await sealedValuesIn(lab.database.db).countByKey("idToken");
    expect(counts.map(({ values }) => values)).toEqual([1]);
  });
});
