import { describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { dryRun } from "@/lib/features/directories/dry-run";
import { FeedScene, patch } from "./testing/feed-scene";
import { idOf, resultOf } from "./testing/scim-lab";

const scene = new FeedScene();

/** By what activation would recognise each person, by user name. */
async function recognised() {
  const { rows } = resultOf(await dryRun(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id));
  return Object.fromEntries(rows.map(({ userName, matchedBy }) => [userName.split("@")[0], matchedBy]));
}

async function known(name: string, subject: string | null = null) {
  const member = await aMember(scene.store, scene.acme.space.id, {}, { email: scene.at(name) });
  const { organizationId, directory } = scene.acme;
  if (subject !== null)
    await scene.store.connectionsOf(organizationId).identities.insert({
      id: scene.lab.deps.secrets.id("link"),
      organizationId,
      connectionId: directory.connectionId ?? "",
      userId: member.userId,
      issuer: "https://idp.example",
      subject,
      relinkAllowed: false,
      firstUsedAt: scene.lab.deps.now(),
      lastUsedAt: scene.lab.deps.now(),
    });
  return member.userId;
}

const userIdOf = async (id: string) => (await scene.fed(id))?.userId;

describe("a person is recognised", () => {
  test("by the provider's id, if an earlier record had it; a new id is a new person", async () => {
    await scene.acme.activate();
    for (const name of ["ann", "bo"]) {
      await scene.acme.send("DELETE", `/Users/${await scene.hire(name)}`);
      scene.lab.clock.forward(601);
    }
    const ann = (await scene.memberNamed("ann"))?.userId;
    const [again, other] = [
      await scene.hire("ann.new", { externalId: "ext-ann" }),
      await scene.hire("bo.new", { externalId: "ext-other" }),
    ];
    expect(await userIdOf(again)).toBe(ann);
    expect(await scene.memberNamed("ann.new")).toMatchObject({ userId: ann, status: "active" });
    expect(await userIdOf(other)).not.toBe((await scene.memberNamed("bo"))?.userId);
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "deactivated" });
  });

  test("by the subject that they sign in with, at the directory's own connection only", async () => {
    await scene.withRules();
    const [ann, bo] = [await known("ann", "S-1"), await known("bo", `bo@login.${scene.domain}`)];
    const ids = [
      await scene.hire("ann.lee", { externalId: "S-1" }),
      await scene.hire("bo.lee", { externalId: `BO@login.${scene.domain}` }),
      await scene.hire("cy", { externalId: "s-1" }),
    ];
    expect(await recognised()).toEqual({ "ann.lee": "subject", "bo.lee": "subject", cy: null });
    await scene.acme.activate();
    await scene.applyDue();
    const users = await Promise.all(ids.map(userIdOf));
    expect(users.slice(0, 2)).toEqual([ann, bo]);
    expect(users[2]).not.toBe(ann);
  });

  test("by nobody's subject, while the directory feeds no connection", async () => {
    await scene.withRules();
    await known("ann", "S-1");
    await scene.store
      .directoriesOf(scene.acme.organizationId)
      .update(scene.acme.directory.id, { connectionId: null }, null);
    await scene.hire("ann.lee", { externalId: "S-1" });
    expect(await recognised()).toEqual({ "ann.lee": null });
  });

  test("by the user name or the address, in either case", async () => {
    const [ann, bo] = [await known("ann"), await known("bo")];
    const byName = await scene.hire("x", { userName: scene.at("ANN").toUpperCase() });
    const byAddress = await scene.hire("y", {
      userName: "y",
      emails: [{ type: "work", value: scene.at("Bo") }],
    });
    await scene.hire("new");
    expect(await recognised()).toEqual({ ANN: "userName", y: "email", new: null });
    await scene.acme.activate();
    await scene.applyDue();
    expect(await userIdOf(byName)).toBe(ann);
    expect(await userIdOf(byAddress)).toBe(bo);
  });
});

describe("a conflict", () => {
  test("of subject and name is shown with both people, decided by nobody, and ends once the feed is right", async () => {
    await scene.withRules();
    const [ann, bo] = [await known("ann", "S-1"), await known("bo")];
    const id = await scene.hire("bo", {
      externalId: "S-1",
      name: { givenName: "Taken", familyName: "Over" },
    });
    const { rows } = resultOf(await dryRun(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id));
    expect(rows).toMatchObject([{ outcome: "ambiguous", reason: "ambiguous", standing: null }]);
    expect(rows[0]?.users.toSorted()).toEqual([scene.at("ann"), scene.at("bo")]);
    await scene.acme.activate();
    await scene.applyDue();
    expect(await scene.fed(id)).toMatchObject({ state: "conflict", reason: "ambiguous", userId: null });
    // It gives nobody anything, and takes nothing from anybody.
    await scene.leave(id);
    for (const name of ["ann", "bo"])
      expect(await scene.memberNamed(name)).toMatchObject({ status: "active", user: { firstName: "Ann" } });
    const right = patch(
      { op: "replace", path: "externalId", value: "S-2" },
      { op: "replace", path: "active", value: true },
    );
    await scene.acme.send("PATCH", `/Users/${id}`, right);
    expect(await scene.fed(id)).toMatchObject({ state: "applied", reason: null, userId: bo });
    expect(await scene.memberNamed("bo")).toMatchObject({ user: { firstName: "Taken" } });
    expect(await scene.memberNamed("ann")).toMatchObject({ userId: ann, user: { firstName: "Ann" } });
  });

  test("of an earlier record and a name is shown, too", async () => {
    await scene.acme.activate();
    await scene.acme.send("DELETE", `/Users/${await scene.hire("ann")}`);
    const bo = await known("bo");
    const id = idOf(await scene.acme.send("POST", "/Users", scene.person("bo", { externalId: "ext-ann" })));
    expect(await scene.fed(id)).toMatchObject({ state: "conflict", reason: "ambiguous" });
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "deactivated" });
    expect(await scene.memberNamed("bo")).toMatchObject({ userId: bo, origin: "manual" });
  });
});

test("two people of a feed who swap their ids stay who they are", async () => {
  await scene.acme.activate();
  const [ann, bo] = [await scene.hire("ann"), await scene.hire("bo")];
  const before = [await userIdOf(ann), await userIdOf(bo)];
  const called = (id: string, externalId: string) =>
    scene.acme.send("PATCH", `/Users/${id}`, patch({ op: "replace", path: "externalId", value: externalId }));
  for (const [id, externalId] of [
    [ann, "between"],
    [bo, "ext-ann"],
    [ann, "ext-bo"],
  ] as const)
    expect((await called(id, externalId)).status).toBe(200);
  expect([await userIdOf(ann), await userIdOf(bo)]).toEqual(before);
  expect(await scene.memberNamed("ann")).toMatchObject({ userId: before[0], status: "active" });
});
