import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { activateOption } from "@/lib/features/connections/activate-option";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { ssoImpact, unlinkImpact } from "@/lib/features/connections/sso-impact";
import { switchOption } from "@/lib/features/connections/switch-option";
import { unlinkOrganization } from "@/lib/features/organizations/unlink-organization";
import { contextAs } from "@/lib/features/testing/context-as";
import {
  aDraft,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { share } from "@/lib/features/testing/sso-scenes";
import { createIntegrationToken, createPersonalToken } from "@/lib/features/tokens/create-token";
import type { SessionChoice } from "@/lib/model/connections/choices";
import type { Context } from "@/lib/ports/context";

let lab: SsoLab;
let admin: Context;
let first: string;
let second: string;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ admin } = await aSubscribedSpace(lab));
  first = await aTestedDraft();
  second = await aTestedDraft();
});

async function aTestedDraft(): Promise<string> {
  const { connectionId } = await aDraft(lab, admin, "oidc");
  await new LabBrowser(lab).test(admin, connectionId);
  return connectionId;
}
async function again(ctx = admin) {
  return contextAs(lab.deps, ctx.space, ctx.user?.id ?? "");
}
const activate = async (connectionId: string, tokens?: SessionChoice) =>
  value(
    await activateOption(lab.deps, await again(), {
      connectionId,
      configurationId: null,
      sessions: "keep",
      tokens,
    }),
  ).ended;
const remove = async (connectionId: string, tokens?: SessionChoice) =>
  value(await removeConnection(lab.deps, await again(), { connectionId, sessions: "keep", tokens })).ended;
async function withTokens(ctx = admin) {
  const input = { scopes: [], expiresAt: null };
  value(await createPersonalToken(lab.deps, await again(ctx), { ...input, name: "mine" }));
  value(await createIntegrationToken(lab.deps, ctx, { ...input, name: "build", account: "CI" }));
}
const live = (ctx = admin) => lab.deps.store.tokensOf(ctx.space.id).countLive(lab.clock.now());
const both = { personal: 1, integration: 1 };
const none = { personal: 0, integration: 0 };

describe("tokens at an activation", () => {
  test("end if it is the space's first active connection, even if the administrator asks to keep them", async () => {
    await withTokens();
    expect(await activate(first, "keep")).toMatchObject({ personalTokens: 1, integrationTokens: 1 });
    expect(await live()).toEqual(none);
  });

  test("are kept while another connection is active, unless the administrator chooses to end them", async () => {
    await activate(first);
    await withTokens();
    expect(await activate(second)).toMatchObject({ personalTokens: 0, integrationTokens: 0 });
    expect(await live()).toEqual(both);
    const third = await aTestedDraft();
    expect(await activate(third, "end")).toMatchObject({ personalTokens: 1, integrationTokens: 1 });
    expect(await live()).toEqual(none);
  });

  test("end if the other connection is disabled: the space goes from none to one", async () => {
    await activate(first);
    value(await switchOption(lab.deps, admin, { connectionId: first, event: "disable" }));
    await withTokens();
    await activate(second);
    expect(await live()).toEqual(none);
  });

  test("another space's connections do not count", async () => {
    await activate(first);
    const other = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
    const { connectionId } = await aDraft(lab, other, "oidc");
    await new LabBrowser(lab).test(other, connectionId);
    await withTokens(other);
    const input = { connectionId, configurationId: null, sessions: "keep", tokens: "keep" } as const;
    value(await activateOption(lab.deps, await again(other), input));
    expect(await live(other)).toEqual(none);
  });

  test("the audit log says what happened to them", async () => {
    await activate(first);
    await withTokens();
    await activate(second, "end");
    const { rows } = await lab.deps.store
      .auditOf(admin.space.id)
      .page({ action: "connection.activated", pageSize: 1 });
    expect(rows).toMatchObject([
      { details: { tokens: "end", personalTokens: 1, integrationTokens: 1, sessionsOfOthers: "keep" } },
    ]);
  });
});

describe("tokens at a removal", () => {
  test("are kept while another connection is active, and end with the last", async () => {
    await activate(first);
    await activate(second);
    await withTokens();
    expect(await ssoImpact(lab.deps, admin)).toMatchObject({
      personalTokens: 1,
      activeConnectionIds: expect.arrayContaining([first, second]),
    });
    expect(await remove(first)).toMatchObject({ personalTokens: 0, integrationTokens: 0 });
    expect(await live()).toEqual(both);
    expect(await remove(second, "keep")).toMatchObject({ personalTokens: 1, integrationTokens: 1 });
    expect(await live()).toEqual(none);
  });

  test("end if the administrator chooses so", async () => {
    await activate(first);
    await activate(second);
    await withTokens();
    await remove(first, "end");
    expect(await live()).toEqual(none);
  });

  test("by two administrators at the same moment, of the last two: they end", async () => {
    await activate(first);
    await activate(second);
    await withTokens();
    await Promise.all([remove(first), remove(second)]);
    expect(await live()).toEqual(none);
  });
});

test("ending a link keeps the tokens of a space that has a connection of its own, and ends those of one that has none", async () => {
  await activate(first);
  const { organizationId } = (await lab.deps.store.connectionLookup.byId(first)) ?? { organizationId: "" };
  for (const own of [true, false]) {
    const guest = (await aSubscribedSpace(lab, { domain: `${own}.example` })).admin;
    await share(lab, first, guest.space, { link: "connected", option: {} });
    if (own) {
      const { connectionId } = await aDraft(lab, guest, "oidc");
      await new LabBrowser(lab).test(guest, connectionId);
      const input = { connectionId, configurationId: null, sessions: "keep" } as const;
      value(await activateOption(lab.deps, await again(guest), input));
    }
    await withTokens(guest);
    const announced = await unlinkImpact(lab.deps, guest, organizationId);
    expect(announced.activeConnectionIds).toHaveLength(own ? 1 : 0);
    value(await unlinkOrganization(lab.deps, await again(guest), { organizationId, sessions: "keep" }));
    expect(await live(guest)).toEqual(own ? both : none);
  }
});
