import { beforeEach, describe, expect, test } from "vitest";
import { aMember, aSpace, optionSettings } from "@/lib/db/testing/rows";
import { decideApprovals } from "@/lib/features/people/decide-approvals";
import { updatePerson } from "@/lib/features/people/update-person";
import { contextAs } from "@/lib/features/testing/context-as";
import type { RoleRule } from "@/lib/model/connections/connection";
import type { Space } from "@/lib/model/spaces/space";
import { FeedScene, patch } from "./testing/feed-scene";
import { resultOf } from "./testing/scim-lab";

const scene = new FeedScene();

const rule = (value: string, role: RoleRule["role"], teams: string[] = []): RoleRule => ({
  attribute: "groups",
  operator: "equals",
  value,
  role,
  teams,
});

async function administrator(space: Space, name: string) {
  const admin = { role: "admin", licence: "admin" } as const;
  const { userId } = await aMember(scene.store, space.id, admin, { email: scene.at(name) });
  return contextAs(scene.lab.deps, space, userId);
}

beforeEach(() => scene.withRules());

describe("a directory of an organization with several spaces", () => {
  test("brings people to each by its own rules, and takes them from all", async () => {
    const strict = await scene.alsoAt({ rules: [rule("Authors", "reader")], missingRole: "deny" });
    const closed = await scene.alsoAt({ provisioning: false });
    const stranger = await aSpace(scene.store);
    await scene.acme.activate();
    const ann = await scene.hire("ann", { active: false });
    await scene.hire("bo");
    await scene.group("Authors", [ann]);
    await scene.back(ann);
    await scene.applyDue();
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "active", role: "editor" });
    expect(await scene.memberNamed("ann", strict)).toMatchObject({ status: "active", role: "reader" });
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "active", role: "reader" });
    expect(await scene.memberNamed("bo", strict)).toBeNull();
    for (const name of ["ann", "bo"])
      for (const space of [closed, stranger]) expect(await scene.memberNamed(name, space)).toBeNull();
    expect(await scene.fed(ann)).toMatchObject({ state: "refused", reason: "not_provisioned" });
    await scene.leave(ann);
    for (const space of [scene.acme.space, strict])
      expect(await scene.memberNamed("ann", space)).toMatchObject({ status: "deactivated", licence: null });
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "active" });
  });

  test("counts the licences of each for itself", async () => {
    const small = await scene.alsoAt({}, { seats: { reader: 1 } });
    await scene.acme.activate();
    const [, bo] = [await scene.hire("ann"), await scene.hire("bo")];
    expect(await scene.memberNamed("ann", small)).toMatchObject({ licence: "reader" });
    expect(await scene.memberNamed("bo")).toMatchObject({ licence: "reader" });
    expect(await scene.memberNamed("bo", small)).toBeNull();
    expect(await scene.fed(bo)).toMatchObject({ state: "refused", reason: "no_licence" });
  });

  test("leaves the last administrator of one, says so to administrators there, and ends the others", async () => {
    const other = await scene.alsoAt();
    const admin = { role: "admin", licence: "admin" } as const;
    await aMember(scene.store, other.id, admin, { email: scene.at("ann") });
    await scene.acme.activate();
    const ann = await scene.hire("ann");
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "active" });
    await scene.leave(ann);
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "deactivated" });
    expect(await scene.memberNamed("ann", other)).toMatchObject({ status: "active", role: "admin" });
    expect(await scene.fed(ann)).toMatchObject({ state: "kept", reason: "last_administrator" });
    const subject = `${scene.at("ann")} still has access to ${other.name}`;
    expect(await scene.mailTo(scene.at("ann"))).toContain(subject);
    expect(await scene.mailTo(scene.at("root"))).not.toContain(subject);
    // The control: with a second administrator there, the same word of the feed ends it.
    await administrator(other, "second");
    scene.lab.clock.forward(601);
    await scene.acme.send("PATCH", `/Users/${ann}`, patch({ op: "replace", path: "title", value: "x" }));
    expect(await scene.memberNamed("ann", other)).toMatchObject({ status: "deactivated" });
    expect(await scene.mailTo(scene.at("second"))).toEqual([]);
  });

  test.each([[0], [1]])("names nobody above those whom each of them may speak for (%i)", async (which) => {
    const other = await scene.alsoAt();
    const limited = [scene.acme.space.id, other.id].toSorted()[which] ?? "";
    const limit = (role: "reader" | "admin") =>
      scene.lab.database.db.execute(
        `update sign_in_options set put_live_by_role = '${role}' where space_id = '${limited}'`,
      );
    await limit("reader");
    const third = await aSpace(scene.store);
    await aMember(scene.store, third.id, { role: "editor", licence: "editor" }, { email: scene.at("ann") });
    await scene.acme.activate();
    const ann = await scene.hire("ann", { name: { givenName: "Changed", familyName: "Lee" } });
    const firstName = async () => (await scene.store.users.byEmail(scene.at("ann")))?.firstName;
    expect(await firstName()).toBe("Ann");
    await limit("admin");
    await scene.acme.send("PATCH", `/Users/${ann}`, patch({ op: "replace", path: "title", value: "x" }));
    expect(await firstName()).toBe("Changed");
  });
});

describe("a partner space", () => {
  test("waits for its own administrators; nobody is there before, and the rest goes on", async () => {
    const partner = await scene.alsoAt({}, { kind: "partner" });
    const ctx = await administrator(partner, "warden");
    await scene.acme.activate();
    const ann = await scene.hire("ann");
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "active", licence: "reader" });
    expect(await scene.memberNamed("ann", partner)).toMatchObject({ status: "pending", licence: null });
    expect(await scene.mailTo(scene.at("warden"))).toEqual([
      `Somebody is waiting for access to ${partner.name}`,
    ]);
    expect(await scene.mailTo(scene.at("root"))).toEqual([]);
    const { userId = "" } = (await scene.memberNamed("ann")) ?? {};
    expect(
      resultOf(
        await decideApprovals(scene.lab.deps, ctx, { userIds: [userId], decision: "approve", role: null }),
      ),
    ).toMatchObject({ decided: 1 });
    await scene.leave(ann);
    expect(await scene.memberNamed("ann", partner)).toMatchObject({ status: "deactivated" });
    await scene.back(ann);
    expect(await scene.memberNamed("ann", partner)).toMatchObject({ status: "active", licence: "reader" });
  });
});

describe("only what the feed took in a space does it give back there", () => {
  test("not what waited for approval, was rejected, or was deactivated by hand", async () => {
    const partner = await scene.alsoAt({}, { kind: "partner" });
    const other = await scene.alsoAt();
    const [warden, keeper] = [await administrator(partner, "warden"), await administrator(other, "keeper")];
    await scene.acme.activate();
    const [ann, bo, cy] = [await scene.hire("ann"), await scene.hire("bo"), await scene.hire("cy")];
    const decide = async (name: string, decision: "approve" | "reject") => {
      const userIds = [(await scene.memberNamed(name))?.userId ?? ""];
      resultOf(await decideApprovals(scene.lab.deps, warden, { userIds, decision, role: null }));
    };
    await decide("bo", "reject");
    await decide("cy", "approve");
    const { userId = "" } = (await scene.memberNamed("ann")) ?? {};
    resultOf(await updatePerson(scene.lab.deps, keeper, userId, { status: "deactivated" }));
    for (const id of [ann, bo, cy]) {
      await scene.leave(id);
      scene.lab.clock.forward(601);
      await scene.back(id);
    }
    const statuses = async (space: Space) => {
      const members = await Promise.all(["ann", "bo", "cy"].map((name) => scene.memberNamed(name, space)));
      return members.map((member) => member?.status);
    };
    expect(await statuses(scene.acme.space)).toEqual(["active", "active", "active"]);
    expect(await statuses(partner)).toEqual(["deactivated", "deactivated", "active"]);
    expect(await statuses(other)).toEqual(["deactivated", "active", "active"]);
  });
});

describe("teams", () => {
  test("are given and taken by groups, in the space that has them; those given by hand stay", async () => {
    const other = await scene.alsoAt();
    const team = async (space: Space, name: string, defaultRole: "editor" | null = null) => {
      const id = scene.lab.deps.secrets.id("team");
      const { now } = scene.lab.deps;
      await scene.store
        .teamsOf(space.id)
        .insert({ id, spaceId: space.id, name, defaultRole, createdAt: now() });
      return id;
    };
    const { space } = scene.acme;
    const [press, board, hand] = [
      await team(space, "Press", "editor"),
      await team(space, "Board"),
      await team(space, "By hand"),
    ];
    const option = await scene.store
      .optionsOf(space.id)
      .byConnection(scene.acme.directory.connectionId ?? "");
    const rules = [rule("Writers", null, [press]), rule("Chiefs", "editor", [board])];
    await scene.store
      .optionsOf(space.id)
      .update(option?.id ?? "", { settings: { ...optionSettings, rules } }, null);
    await scene.acme.activate();
    const [ann, bo] = [await scene.hire("ann"), await scene.hire("bo")];
    const { userId = "" } = (await scene.memberNamed("ann")) ?? {};
    await scene.store.teamsOf(space.id).addMember(hand, userId);
    const teams = async (name: string, where = space) => {
      const member = await scene.memberNamed(name);
      const given = await scene.store.membershipsOf(where.id).teamsOf(member?.userId ?? "");
      return given.map((each) => each.name).toSorted();
    };
    const writers = await scene.group("Writers", [ann]);
    await scene.group("Chiefs", [ann, bo]);
    await scene.applyDue();
    expect(await teams("ann")).toEqual(["Board", "By hand", "Press"]);
    expect(await teams("bo")).toEqual(["Board"]);
    expect(await teams("ann", other)).toEqual([]);
    await scene.acme.send(
      "PATCH",
      `/Groups/${writers}`,
      patch(
        { op: "remove", path: `members[value eq "${ann}"]` },
        { op: "add", path: "members", value: [{ value: bo }] },
      ),
    );
    await scene.applyDue();
    expect(await teams("ann")).toEqual(["Board", "By hand"]);
    expect(await teams("bo")).toEqual(["Board", "Press"]);
  });
});
