import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { anAttempt } from "@/lib/db/testing/an-attempt";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { readOwnSignIns } from "@/lib/features/sign-in/own-sign-ins";
import { readSignInStatistics, statisticsOf } from "@/lib/features/sign-in/sign-in-statistics";
import { contextAs } from "@/lib/features/testing/context-as";
import {
  anActiveConnection,
  aSubscribedSpace,
  openSsoLab,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { needsAttention } from "./needs-attention";
import { readSetUp } from "./read-set-up";

let lab: SsoLab;
let space: Space;
let admin: Context;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
});

const member = async (change: Parameters<typeof aMember>[2] = {}) =>
  contextAs(lab.deps, space, (await aMember(lab.deps.store, space.id, change)).userId);
/** Attention as the member sees it. */
const seenBy = async ({ membership }: Context) => {
  if (!membership) throw new Error("a person looks at a page");
  return needsAttention(lab.deps, { space, membership });
};

describe("the set-up progress of a space", () => {
  test("a verified domain comes first, then an activated connection", async () => {
    expect(await readSetUp(lab.deps, admin)).toMatchObject({
      next: "connect",
      verifiedDomains: ["acme.example"],
      throughConnections: 0,
    });
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    expect(await readSetUp(lab.deps, admin)).toMatchObject({
      next: "people",
      connection: { id: connectionId, status: "active" },
    });
  });

  test("another space's connection does not count", async () => {
    await anActiveConnection(lab, admin, "saml");
    const other = await aSpace(lab.deps.store, { id: "space_other", slug: "other" });
    expect(await readSetUp(lab.deps, { space: other })).toMatchObject({ next: "domain", connection: null });
  });

  test("a space without the option in its plan has no steps", async () => {
    expect(await readSetUp(lab.deps, { space: { ...space, ssoSubscribed: false } })).toBeNull();
  });
});

describe("what needs attention", () => {
  test("includes three failures in a row at the provider, but not a single one", async () => {
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const refuse = () =>
      anAttempt(lab.deps.store, space.id, {
        connectionId,
        status: "refused",
        refusalCode: "signature_invalid",
        createdAt: lab.clock.now(),
        expiresAt: new Date(lab.clock.now().getTime() + 600_000),
      });
    await refuse();
    expect((await seenBy(admin)).map(({ kind }) => kind)).not.toContain("failing");
    await refuse();
    await refuse();
    expect(await seenBy(admin)).toContainEqual({
      kind: "failing",
      connectionId,
      name: "Simulator saml",
    });
  });

  test("includes people who wait, and a space without an IT administrator", async () => {
    expect(await seenBy(admin)).toContainEqual({ kind: "no_it_administrator" });
    await member({ role: "admin", licence: "admin", isItAdministrator: true });
    await member({ status: "pending" });
    expect(await seenBy(admin)).toEqual([{ kind: "waiting", people: 1 }]);
  });

  test("is empty for somebody who manages neither connections nor people", async () => {
    await member({ status: "pending" });
    expect(await seenBy(await member({ role: "editor", licence: "editor" }))).toEqual([]);
  });
});

describe("sign-ins by day", () => {
  const at = (daysAgo: number) => new Date(lab.clock.now().getTime() - daysAgo * 86_400_000);
  const signIn = (daysAgo: number, change: Parameters<typeof anAttempt>[2] = {}) =>
    anAttempt(lab.deps.store, space.id, {
      createdAt: at(daysAgo),
      expiresAt: new Date(at(daysAgo).getTime() + 600_000),
      ...change,
    });

  test("cover thirty days, today last, in total and per connection", async () => {
    await signIn(0);
    await signIn(29, { connectionId: "conn_2" });
    await signIn(31);
    const statistics = await readSignInStatistics(lab.deps, { space });
    expect(statistics.days).toHaveLength(30);
    expect(statistics).toMatchObject({ admitted: 2, refused: 0 });
    expect(statistics.days.at(-1)).toMatchObject({ admitted: 1, day: at(0).toISOString().slice(0, 10) });
    expect(statisticsOf(statistics, "conn_2")).toMatchObject({ admitted: 1 });
    expect(statisticsOf(statistics, "conn_nobody")).toMatchObject({ admitted: 0, refused: 0 });
    expect(statisticsOf(statistics, "conn_nobody").days).toHaveLength(30);
  });

  test("people see their own sign-ins and nobody else's", async () => {
    const reader = await member({ role: "reader", licence: "reader" });
    const user = reader.user;
    if (!user) throw new Error("a person looks at a page");
    await signIn(0, { userId: user.id });
    await signIn(0, { userId: "user_of_somebody_else" });
    await signIn(0, { userId: user.id, status: "expired" });
    const own = await readOwnSignIns(lab.deps, { space, user });
    expect(own).toMatchObject([{ connection: "Okta", status: "admitted" }]);
    const other = await aSpace(lab.deps.store, { id: "space_other", slug: "other" });
    expect(await readOwnSignIns(lab.deps, { space: other, user })).toEqual([]);
  });
});
