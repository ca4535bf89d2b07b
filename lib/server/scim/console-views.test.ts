import { describe, expect, test } from "vitest";
import { directoryConnections } from "@/lib/features/directories/directory-connections";
import { dryRun } from "@/lib/features/directories/dry-run";
import { listDirectoryRows } from "@/lib/features/directories/list-directory-rows";
import { readArrivals } from "@/lib/features/directories/read-arrivals";
import { readFedMember } from "@/lib/features/directories/read-fed-member";
import { readRequestStatistics } from "@/lib/features/directories/request-statistics";
import { needsAttention } from "@/lib/features/home/needs-attention";
import { FeedScene, patch } from "./testing/feed-scene";
import { aCustomer, idOf, resultOf } from "./testing/scim-lab";

const scene = new FeedScene();

const userOf = async (name: string) => {
  const user = await scene.store.users.byEmail(scene.at(name));
  if (!user) throw new Error(`${name} is no user`);
  return user;
};
const group = async (displayName: string, members: readonly string[]) =>
  idOf(
    await scene.acme.send("POST", "/Groups", {
      displayName,
      members: members.map((value) => ({ value })),
    }),
  );
let made = 0;
const another = () => aCustomer(scene.lab, { domain: `other${++made}.example` });

describe("what has arrived", () => {
  test("is told in words, newest first, with what failed", async () => {
    expect(resultOf(await readArrivals(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id))).toEqual({
      total: 0,
      people: 0,
      groups: 0,
      requests: [],
    });
    scene.lab.clock.forward(1);
    await scene.hire("ann");
    scene.lab.clock.forward(1);
    await scene.acme.send("POST", "/Users", scene.person("ann"));
    const arrivals = resultOf(await readArrivals(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id));
    expect(arrivals).toMatchObject({ total: 2, people: 1, groups: 0 });
    expect(arrivals.requests).toMatchObject([
      { failed: expect.stringContaining("has the userName") },
      { says: `Created ${scene.at("ann")}`, failed: null },
    ]);
  });

  test("is nobody else's", async () => {
    const other = await another();
    expect(await readArrivals(scene.lab.deps, other.ctx, scene.acme.directory.id)).toMatchObject({
      ok: false,
      problem: { code: "directory_not_found" },
    });
    expect(await listDirectoryRows(scene.lab.deps, other.ctx)).toMatchObject([{ id: other.directory.id }]);
  });

  test("is counted by day, failures apart", async () => {
    await scene.hire("ann");
    await scene.acme.send("POST", "/Users", scene.person("ann"));
    const { days, admitted, refused } = await readRequestStatistics(scene.lab.deps, scene.acme.directory);
    expect(days).toHaveLength(30);
    expect({ admitted, refused }).toEqual({ admitted: 1, refused: 1 });
    expect(days.at(-1)).toMatchObject({ admitted: 1, refused: 1 });
  });
});

describe("what a directory decides about a member", () => {
  test("name, address and the role of a group that a rule names", async () => {
    await scene.withRules();
    await scene.acme.activate();
    const ann = await scene.hire("ann");
    const ben = await scene.hire("ben");
    await group("Authors", [ann]);
    await group("Others", [ben]);
    await scene.applyDue();
    const fed = (name: string) =>
      userOf(name).then((user) => readFedMember(scene.lab.deps, scene.acme.ctx, user));
    expect(await fed("ann")).toMatchObject({
      ownsDetails: true,
      role: "editor",
      active: true,
      groups: [{ name: "Authors" }],
    });
    expect(await fed("ben")).toMatchObject({ ownsDetails: true, role: null, groups: [{ name: "Others" }] });
    const other = await another();
    expect(await readFedMember(scene.lab.deps, other.ctx, await userOf("ann"))).toBeNull();
  });

  test("nothing of somebody who has left there, whose name an administrator may change again", async () => {
    await scene.acme.activate();
    const ann = await scene.hire("ann");
    await scene.hire("ben");
    await scene.leave(ann);
    expect(await readFedMember(scene.lab.deps, scene.acme.ctx, await userOf("ann"))).toMatchObject({
      ownsDetails: false,
      role: null,
      active: false,
    });
  });
});

test("the dry run says which role somebody has now", async () => {
  await scene.withRules();
  await scene.acme.activate();
  const ann = await scene.hire("ann");
  await group("Authors", [ann]);
  const { rows } = resultOf(await dryRun(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id));
  expect(rows).toMatchObject([{ standing: "change", role: "editor", roleBefore: "reader" }]);
});

test("only connections of the own organization can be chosen", async () => {
  await scene.withRules();
  const other = await another();
  expect(await directoryConnections(scene.lab.deps, scene.acme.ctx)).toMatchObject([
    { isActive: true, rules: 2 },
  ]);
  expect(await directoryConnections(scene.lab.deps, other.ctx)).toEqual([]);
});

test("held people and people who could not be brought in need an administrator, and nobody else sees it", async () => {
  await scene.acme.activate();
  const ids = [await scene.hire("ann"), await scene.hire("ben"), await scene.hire("cem")];
  await scene.acme.send("POST", "/Users", { ...scene.person("gus"), userName: "gus@elsewhere.example" });
  for (const id of ids)
    await scene.acme.send("PATCH", `/Users/${id}`, patch({ op: "replace", value: { active: false } }));
  const { space, membership } = scene.acme.ctx;
  if (!membership) throw new Error("an administrator looks");
  const seenBy = async (role: "admin" | "reader") =>
    (await needsAttention(scene.lab.deps, { space, membership: { ...membership, role } })).filter(
      ({ kind }) => kind.startsWith("directory_"),
    );
  expect(await seenBy("admin")).toMatchObject([
    { kind: "directory_held", people: 2 },
    { kind: "directory_unresolved", people: 1 },
  ]);
  expect(await seenBy("reader")).toEqual([]);
});
