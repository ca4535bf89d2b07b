import { beforeEach, describe, expect, test } from "vitest";
import { aMember, aSpace, aToken, aUser } from "@/lib/db/testing/rows";
import { dryRun } from "@/lib/features/directories/dry-run";
import { moveDirectory } from "@/lib/features/directories/manage-directories";
import { removeDirectory } from "@/lib/features/directories/remove-directory";
import { updatePerson } from "@/lib/features/people/update-person";
import { auditedActions, contextAs } from "@/lib/features/testing/context-as";
import { FeedScene, patch } from "./testing/feed-scene";
import { idOf, resultOf } from "./testing/scim-lab";

const scene = new FeedScene();

describe("while a directory observes", () => {
  test("requests are answered and kept, and nobody is brought in", async () => {
    const id = await scene.hire("ann");
    expect((await scene.acme.send("GET", `/Users/${id}`)).body).toMatchObject({
      userName: scene.at("ann"),
      active: true,
    });
    await scene.applyDue();
    expect(await scene.memberNamed("ann")).toBeNull();
    expect(await scene.fed(id)).toMatchObject({ state: "waiting", userId: null });
  });

  test("the dry run says who is known, new, in conflict, and what it takes", async () => {
    const { store } = scene;
    await aMember(
      store,
      scene.acme.space.id,
      { role: "editor", licence: "editor" },
      { email: scene.at("known") },
    );
    await aUser(store, { email: scene.at("one") });
    await aUser(store, { email: scene.at("two") });
    await scene.hire("known");
    await scene.hire("new");
    await scene.hire("left", { active: false });
    await scene.acme.send("POST", "/Users", { userName: "eve@other.example" });
    await scene.acme.send("POST", "/Users", { userName: "no address" });
    await scene.acme.send("POST", "/Users", {
      userName: scene.at("one"),
      emails: [{ value: scene.at("two") }],
    });
    const run = resultOf(await dryRun(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id));
    expect(run).toMatchObject({ people: 6, matched: 1, new: 2, conflicting: 2, ambiguous: 1, leaving: 0 });
    expect(run.licences.reader).toEqual({ needed: 1, free: null });
    const rows = run.rows.map(({ outcome, matchedBy, reason, standing }) => ({
      outcome,
      matchedBy,
      reason,
      standing,
    }));
    expect(rows).toEqual([
      { outcome: "matched", matchedBy: "userName", reason: null, standing: "change" },
      { outcome: "new", matchedBy: null, reason: null, standing: "join" },
      { outcome: "new", matchedBy: null, reason: null, standing: "nothing" },
      { outcome: "conflicting", matchedBy: null, reason: "domain_not_verified", standing: null },
      { outcome: "conflicting", matchedBy: null, reason: "no_address", standing: null },
      { outcome: "ambiguous", matchedBy: null, reason: "ambiguous", standing: null },
    ]);
    // Users who are not in the space are not named.
    expect(run.rows.at(-1)?.users).toEqual([]);
    expect(await scene.memberNamed("new")).toBeNull();
  });

  test("activation brings everybody in, once", async () => {
    const id = await scene.hire("ann");
    await scene.acme.activate();
    await scene.applyDue();
    expect(await scene.memberNamed("ann")).toMatchObject({
      status: "active",
      role: "reader",
      origin: "directory",
    });
    expect(await scene.fed(id)).toMatchObject({ state: "applied", reason: null, isDue: false });
    expect((await scene.memberNamed("ann"))?.user).toMatchObject({ firstName: "ann", lastName: "Lee" });
    expect(await scene.applyDue()).toBe(0);
    const again = await moveDirectory(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id, "activate");
    expect(again).toMatchObject({ ok: false, problem: { code: "directory_state", received: "active" } });
  });
});

describe("an active directory", () => {
  beforeEach(() => scene.acme.activate());

  test("brings somebody in at once", async () => {
    await scene.hire("ann");
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "active", licence: "reader" });
    expect(await auditedActions(scene.lab.deps, scene.acme.space.id)).toContain("person.provisioned");
  });

  test("is the same person as the one that is known by address", async () => {
    const before = await aMember(
      scene.store,
      scene.acme.space.id,
      { role: "editor", licence: "editor" },
      { email: scene.at("ann") },
    );
    await scene.hire("ann");
    expect(await scene.memberNamed("ann")).toMatchObject({
      userId: before.userId,
      role: "editor",
      origin: "manual",
    });
  });

  test.each([
    ["active: False", (id: string) => scene.leave(id)],
    ["PUT", (id: string) => scene.acme.send("PUT", `/Users/${id}`, scene.person("ann", { active: false }))],
    ["DELETE", (id: string) => scene.acme.send("DELETE", `/Users/${id}`)],
  ])("ends access by %s before it answers, and deletes nothing", async (_how, end) => {
    const id = await scene.hire("ann");
    const member = await scene.memberNamed("ann");
    const { sessionId } = await contextAs(scene.lab.deps, scene.acme.space, member?.userId ?? "");
    const { id: tokenId } = await aToken(scene.store, scene.acme.space.id, { userId: member?.userId ?? "" });
    const isLive = async () => (await scene.store.sessions.byId(sessionId ?? ""))?.endedAt === null;
    expect(await isLive()).toBe(true);
    expect((await end(id)).status).toBeLessThan(300);
    expect(await scene.memberNamed("ann")).toMatchObject({
      status: "deactivated",
      licence: null,
      role: "reader",
    });
    expect(await isLive()).toBe(false);
    expect(await scene.store.tokensOf(scene.acme.space.id).byId(tokenId)).toMatchObject({
      endedReason: "owner_deactivated",
    });
    expect((await scene.memberNamed("ann"))?.user.id).toBe(member?.userId);
  });

  test("lets somebody come back who had left, with a licence", async () => {
    const id = await scene.hire("ann");
    await scene.leave(id);
    await scene.back(id);
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "active", licence: "reader" });
  });

  test("knows somebody again who was deleted and created anew", async () => {
    const id = await scene.hire("ann");
    const before = await scene.memberNamed("ann");
    await scene.acme.send("DELETE", `/Users/${id}`);
    const again = await scene.hire("ann");
    expect(again).not.toBe(id);
    expect(await scene.memberNamed("ann")).toMatchObject({ userId: before?.userId, status: "active" });
  });

  test("leaves somebody deactivated whom an administrator has deactivated", async () => {
    const id = await scene.hire("ann");
    const member = await scene.memberNamed("ann");
    resultOf(
      await updatePerson(scene.lab.deps, scene.acme.ctx, member?.userId ?? "", { status: "deactivated" }),
    );
    await scene.acme.send("PATCH", `/Users/${id}`, patch({ op: "replace", path: "title", value: "Lead" }));
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "deactivated" });
    expect(await scene.fed(id)).toMatchObject({ state: "kept", reason: "deactivated_by_hand" });
  });

  test("never takes an IT administrator's access away, and says so", async () => {
    const id = await scene.hire("root");
    await scene.leave(id);
    expect(await scene.memberNamed("root")).toMatchObject({ status: "active", isItAdministrator: true });
    expect(await scene.fed(id)).toMatchObject({ state: "kept", reason: "it_administrator", active: false });
    expect(await scene.mailTo(scene.at("root"))).toContain(
      `${scene.at("root")} still has access to ${scene.acme.space.name}`,
    );
  });

  test("never takes the last administrator's access away, but another one's", async () => {
    const { store } = scene;
    await store
      .membershipsOf(scene.acme.space.id)
      .update(scene.acme.ctx.user?.id ?? "", { isItAdministrator: false });
    const admin = { role: "admin", licence: "admin" } as const;
    await aMember(store, scene.acme.space.id, admin, { email: scene.at("second") });
    const second = await scene.hire("second");
    const root = await scene.hire("root");
    await scene.leave(second);
    expect(await scene.memberNamed("second")).toMatchObject({ status: "deactivated" });
    scene.lab.clock.forward(3_600);
    await scene.leave(root);
    expect(await scene.memberNamed("root")).toMatchObject({ status: "active" });
    expect(await scene.fed(root)).toMatchObject({ state: "kept", reason: "last_administrator" });
  });

  test("never takes over somebody from outside the verified domains", async () => {
    const outsider = await aMember(
      scene.store,
      scene.acme.space.id,
      {},
      { email: `eve@other.${scene.domain}` },
    );
    const answered = await scene.acme.send("POST", "/Users", {
      userName: `eve@other.${scene.domain}`,
      name: { givenName: "X" },
    });
    expect(answered.status).toBe(201);
    expect(await scene.fed(idOf(answered))).toMatchObject({
      state: "conflict",
      reason: "domain_not_verified",
      userId: null,
    });
    await scene.leave(idOf(answered));
    const member = await scene.store.membershipsOf(scene.acme.space.id).member(outsider.userId);
    expect(member).toMatchObject({ status: "active", user: { firstName: "Ann" } });
  });

  test("guesses nobody if the marks lead to two people", async () => {
    const { store } = scene;
    await aMember(store, scene.acme.space.id, {}, { email: scene.at("one") });
    await aMember(store, scene.acme.space.id, {}, { email: scene.at("two") });
    const both = await scene.acme.send("POST", "/Users", {
      userName: scene.at("one"),
      emails: [{ value: scene.at("two") }],
    });
    expect(await scene.fed(idOf(both))).toMatchObject({ state: "conflict", reason: "ambiguous" });
    const twice = await scene.acme.send("POST", "/Users", {
      userName: "nick",
      emails: [{ value: scene.at("one") }],
    });
    expect(await scene.fed(idOf(twice))).toMatchObject({ state: "applied" });
    const thrice = await scene.acme.send("POST", "/Users", {
      userName: "nack",
      emails: [{ value: scene.at("one") }],
    });
    expect(await scene.fed(idOf(thrice))).toMatchObject({ state: "conflict", reason: "person_taken" });
  });

  test("lets name and address follow, and a taken address not", async () => {
    const id = await scene.hire("ann");
    const { userId } = (await scene.memberNamed("ann")) ?? {};
    await scene.hire("bo");
    const change = patch(
      { op: "replace", path: "userName", value: scene.at("ann.b") },
      { op: "replace", path: "name.givenName", value: "Anna" },
    );
    await scene.acme.send("PATCH", `/Users/${id}`, change);
    expect(await scene.memberNamed("ann.b")).toMatchObject({ userId, user: { firstName: "Anna" } });
    expect(await scene.mailTo(scene.at("ann.b"))).toContain(`Your address is now ${scene.at("ann.b")}`);
    const taken = patch({ op: "add", path: "emails", value: [{ value: scene.at("bo"), primary: true }] });
    await scene.acme.send("PATCH", `/Users/${id}`, taken);
    expect(await scene.fed(id)).toMatchObject({ state: "refused", reason: "address_taken" });
    expect(await scene.memberNamed("ann.b")).toMatchObject({ userId });
  });

  test("can be paused and resumed: what came meanwhile is applied then", async () => {
    const id = await scene.hire("ann");
    const move = (event: "pause" | "resume") =>
      moveDirectory(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id, event);
    resultOf(await move("pause"));
    await scene.leave(id);
    await scene.applyDue();
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "active" });
    expect((await scene.acme.send("GET", `/Users/${id}`)).body).toMatchObject({ active: false });
    resultOf(await move("resume"));
    await scene.applyDue();
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "deactivated" });
  });

  test("leaves people their access when it is removed, and ends its tokens", async () => {
    await scene.hire("ann");
    resultOf(await removeDirectory(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id, "keep"));
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "active" });
    expect((await scene.acme.send("GET", "/Users")).status).toBe(401);
    expect(await auditedActions(scene.lab.deps, scene.acme.space.id)).toContain("directory.removed");
  });
});

test("another customer's user by the same name is nobody of ours", async () => {
  await scene.acme.activate();
  const theirs = await aSpace(scene.store);
  const victim = await aMember(
    scene.store,
    theirs.id,
    { role: "admin", licence: "admin" },
    { email: "victim@theirs.example" },
  );
  const answered = await scene.acme.send("POST", "/Users", {
    userName: "victim@theirs.example",
    active: false,
  });
  expect(await scene.fed(idOf(answered))).toMatchObject({ state: "conflict", userId: null });
  expect(await scene.store.membershipsOf(theirs.id).byUser(victim.userId)).toMatchObject({
    status: "active",
  });
});
