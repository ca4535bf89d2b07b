import { describe, expect, test } from "vitest";
import { decideHeld } from "@/lib/features/directories/decide-held";
import { dryRun } from "@/lib/features/directories/dry-run";
import { dryRunCsv } from "@/lib/features/directories/explain-dry-run";
import { readDirectoryPeople, readFedUser } from "@/lib/features/directories/read-directory";
import { readDirectoryGroup, readDirectoryGroups } from "@/lib/features/directories/read-groups";
import { readDirectoryHealth } from "@/lib/features/directories/read-health";
import { directoryRemovalImpact, removeDirectory } from "@/lib/features/directories/remove-directory";
import { createTeam } from "@/lib/features/people/save-team";
import { auditedActions } from "@/lib/features/testing/context-as";
import { FeedScene } from "./testing/feed-scene";
import { aCustomer, idOf, resultOf } from "./testing/scim-lab";

const scene = new FeedScene();
const here = () => [scene.lab.deps, scene.acme.ctx, scene.acme.directory.id] as const;
const health = async () => resultOf(await readDirectoryHealth(...here()));

describe("groups", () => {
  test("are shown with their people and what they give by the rules of the space", async () => {
    await scene.withRules({ ceiling: "editor" });
    const ann = await scene.hire("ann");
    const members = [{ value: ann }];
    const authors = idOf(await scene.acme.send("POST", "/Groups", { displayName: "authors", members }));
    await scene.acme.send("POST", "/Groups", { displayName: "Chiefs" });
    await scene.acme.send("POST", "/Groups", { displayName: "Others" });
    const { rows } = resultOf(await readDirectoryGroups(...here(), {}));
    expect(
      rows.map(({ group, gives }) => [group.displayName, group.members, gives[0]?.role ?? null]),
    ).toEqual([
      ["authors", 1, "editor"],
      // By the ceiling.
      ["Chiefs", 0, "editor"],
      ["Others", 0, null],
    ]);
    const found = resultOf(await readDirectoryGroups(...here(), { search: "chi" }));
    expect(found).toMatchObject({ total: 1, rows: [{ group: { displayName: "Chiefs" } }] });
    const input = { directoryId: scene.acme.directory.id, groupId: authors };
    expect(resultOf(await readDirectoryGroup(scene.lab.deps, scene.acme.ctx, input, {}))).toMatchObject({
      group: { displayName: "authors" },
      gives: [{ spaceName: scene.acme.space.name, role: "editor", teams: [] }],
      people: { total: 1, rows: [{ userName: scene.at("ann") }] },
    });
    const other = await aCustomer(scene.lab, { domain: `other-${scene.domain}` });
    const mixed = { ...input, directoryId: other.directory.id };
    expect(await readDirectoryGroup(scene.lab.deps, other.ctx, mixed, {})).toMatchObject({
      problem: { code: "directory_group_not_found" },
    });
  });

  test("give teams", async () => {
    await scene.withRules();
    const team = resultOf(
      await createTeam(scene.lab.deps, scene.acme.ctx, { name: "Writers", defaultRole: null }),
    ).id;
    const [option] = await scene.store
      .organizationOptionsOf(scene.acme.organizationId)
      .ofConnection(scene.acme.directory.connectionId ?? "");
    if (!option) throw new Error("no option");
    const rules = [
      { attribute: "groups", operator: "equals", value: "Authors", role: null, teams: [team] },
    ] as never;
    await scene.store
      .optionsOf(scene.acme.space.id)
      .update(option.id, { settings: { ...option.settings, rules } }, null);
    await scene.acme.send("POST", "/Groups", { displayName: "Authors" });
    const { rows } = resultOf(await readDirectoryGroups(...here(), {}));
    expect(rows[0]?.gives).toMatchObject([{ role: null, teams: ["Writers"] }]);
  });
});

describe("health", () => {
  test("counts what arrives and fails, and tells failing and silent from well", async () => {
    await scene.acme.activate();
    expect(await health()).toMatchObject({ alert: null, requests: 0, tokens: 1, secrets: 0 });
    await scene.hire("ann");
    for (let n = 0; n < 5; n += 1) await scene.acme.send("POST", "/Users", scene.person("ann"));
    expect(await health()).toMatchObject({
      alert: "failing",
      requests: 6,
      failed: 5,
      lastFailure: { status: 409 },
      people: 1,
      byState: { applied: 1 },
    });
    await scene.hire("bo");
    expect(await health()).toMatchObject({ alert: null, lastFailure: null });
    scene.lab.clock.forward(86_401);
    expect(await health()).toMatchObject({ alert: "silent", requests: 0 });
    await scene.acme.send("GET", "/Users");
    expect(await health()).toMatchObject({ alert: null });
  });

  test("is silent about a directory that observes", async () => {
    scene.lab.clock.forward(200_000);
    expect(await health()).toMatchObject({ alert: null });
  });
});

describe("the dry run", () => {
  test("explains each row, and is downloaded without formulas", async () => {
    await scene.hire("ann");
    await scene.hire("bo", { active: false });
    await scene.acme.send("POST", "/Users", { userName: "=cmd@other.example" });
    const run = resultOf(await dryRun(...here()));
    expect(run.rows.map(({ explanation }) => explanation)).toEqual([
      "Comes in as a reader.",
      "Is not active in the directory and has no access here. Nothing changes.",
      expect.stringMatching(/^This person's email address is not in a domain .*Verify the domain/),
    ]);
    const csv = dryRunCsv(run);
    expect(csv.split("\r\n").slice(0, 2)).toEqual([
      '"user_name","active","outcome","recognised_by","users","what_happens","role","reason","explanation"',
      `"${scene.at("ann")}","yes","new","","","join","reader","","Comes in as a reader."`,
    ]);
    expect(csv).not.toMatch(/^"?=/m);
  });
});

describe("held people", () => {
  test("are listed even if the feed has deleted them, and decided once", async () => {
    await scene.acme.activate();
    const ids: string[] = [];
    for (const name of ["a", "b", "c", "d"]) ids.push(await scene.hire(name));
    for (const id of ids) await scene.acme.send("DELETE", `/Users/${id}`);
    const held = async () => resultOf(await readDirectoryPeople(...here(), { state: "held" }));
    expect(await held()).toMatchObject({ total: 3 });
    expect((await health()).byState.held).toBe(3);
    expect(resultOf(await decideHeld(...here(), { decision: "confirm", people: null }))).toEqual({
      people: 3,
    });
    expect(await held()).toMatchObject({ total: 0 });
    expect(resultOf(await decideHeld(...here(), { decision: "confirm", people: null }))).toEqual({
      people: 0,
    });
    expect(await scene.memberNamed("d")).toMatchObject({ status: "deactivated" });
  });
});

describe("a removal", () => {
  async function staff() {
    await scene.acme.activate();
    for (const name of ["root", "ann", "bo"]) await scene.hire(name);
  }

  test("says before what it touches", async () => {
    await staff();
    expect(resultOf(await directoryRemovalImpact(...here()))).toEqual({
      people: 3,
      groups: 0,
      withAccess: 3,
      alwaysKeep: 1,
      held: 0,
    });
  });

  test("leaves people their access, or ends it but for those who always keep it", async () => {
    await staff();
    expect(resultOf(await removeDirectory(...here(), "end"))).toMatchObject({ ended: 2 });
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "deactivated" });
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "deactivated" });
    expect(await scene.memberNamed("root")).toMatchObject({ status: "active" });
    const actions = await auditedActions(scene.lab.deps, scene.acme.space.id);
    expect(actions).toEqual(expect.arrayContaining(["directory.paused", "directory.removed"]));
    expect(await removeDirectory(...here(), "end")).toMatchObject({
      problem: { code: "directory_not_found" },
    });
  });

  test("of another customer is refused, and touches nobody", async () => {
    await staff();
    const other = await aCustomer(scene.lab, { domain: `other-${scene.domain}` });
    const theirs = [scene.lab.deps, other.ctx, scene.acme.directory.id] as const;
    expect(await removeDirectory(...theirs, "end")).toMatchObject({
      problem: { code: "directory_not_found" },
    });
    expect(await directoryRemovalImpact(...theirs)).toMatchObject({
      problem: { code: "directory_not_found" },
    });
    expect(await readDirectoryHealth(...theirs)).toMatchObject({ problem: { code: "directory_not_found" } });
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "active" });
  });
});

test("a user's card shows which directory feeds them", async () => {
  await scene.acme.activate();
  await scene.hire("ann");
  const { userId } = (await scene.memberNamed("ann")) ?? { userId: "" };
  expect(await readFedUser(scene.lab.deps, scene.acme.ctx, userId)).toMatchObject([
    { directory: { id: scene.acme.directory.id }, person: { userName: scene.at("ann") }, groups: [] },
  ]);
  const other = await aCustomer(scene.lab, { domain: `other-${scene.domain}` });
  expect(await readFedUser(scene.lab.deps, other.ctx, userId)).toEqual([]);
});
