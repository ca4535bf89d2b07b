import { describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { auditedActions } from "@/lib/features/testing/context-as";
import { FeedScene, patch } from "./testing/feed-scene";
import { idOf } from "./testing/scim-lab";

const scene = new FeedScene();

describe("groups", () => {
  test("feed the rules of the connection, with its ceiling", async () => {
    await scene.withRules({ ceiling: "editor" });
    await scene.acme.activate();
    const ann = await scene.hire("ann");
    const authors = await scene.group("Authors", [ann]);
    await scene.applyDue();
    expect(await scene.memberNamed("ann")).toMatchObject({ role: "editor", roleSource: "mapping" });
    await scene.group("Chiefs", [ann]);
    await scene.applyDue();
    expect(await scene.memberNamed("ann")).toMatchObject({ role: "editor" });
    await scene.acme.send("DELETE", `/Groups/${authors}`);
    await scene.applyDue();
    expect(await scene.memberNamed("ann")).toMatchObject({ role: "editor" });
    const { body } = await scene.acme.send(
      "GET",
      `/Groups?filter=${encodeURIComponent('displayName eq "chiefs"')}`,
    );
    const [chiefs] = (body?.Resources ?? []) as { id: string }[];
    await scene.acme.send(
      "PATCH",
      `/Groups/${chiefs?.id}`,
      patch({ op: "remove", path: `members[value eq "${ann}"]` }),
    );
    await scene.applyDue();
    expect(await scene.memberNamed("ann")).toMatchObject({ role: "reader" });
    expect(await auditedActions(scene.lab.deps, scene.acme.space.id)).toContain("membership.role_changed");
  });

  test("make administrators where no ceiling forbids it", async () => {
    await scene.withRules({ ceiling: "admin" });
    await scene.acme.activate();
    await scene.group("Chiefs", [await scene.hire("ann")]);
    await scene.applyDue();
    expect(await scene.memberNamed("ann")).toMatchObject({ role: "admin", roleSource: "mapping" });
  });

  test("do not lower anybody while the feed has none", async () => {
    await scene.withRules();
    await aMember(
      scene.store,
      scene.acme.space.id,
      { role: "editor", licence: "editor", origin: "sso", roleSource: "mapping" },
      { email: scene.at("ann") },
    );
    await scene.acme.activate();
    await scene.hire("ann");
    expect(await scene.memberNamed("ann")).toMatchObject({ role: "editor" });
  });

  test("lose nothing when 50 requests change one at once", async () => {
    const people = await Promise.all(Array.from({ length: 50 }, (_, index) => scene.hire(`q${index}`)));
    const id = idOf(await scene.acme.send("POST", "/Groups", { displayName: "All" }));
    const add = (value: string) =>
      scene.acme.send("PATCH", `/Groups/${id}`, patch({ op: "Add", path: "members", value: [{ value }] }));
    const answers = await Promise.all(people.map(add));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(204));
    const members = (await scene.acme.send("GET", `/Groups/${id}`)).body?.members as { value: string }[];
    expect(members.map(({ value }) => value).sort()).toEqual([...people].sort());
  });
});

describe("licences and approval", () => {
  test("nobody comes in without a licence; administrators are told; the next change tries again", async () => {
    await scene.withRules({}, { reader: 1 });
    await scene.acme.activate();
    const [ann, bo] = [await scene.hire("ann"), await scene.hire("bo")];
    expect(await scene.memberNamed("ann")).toMatchObject({ licence: "reader" });
    expect(await scene.memberNamed("bo")).toBeNull();
    expect(await scene.fed(bo)).toMatchObject({ state: "refused", reason: "no_licence" });
    expect(await scene.mailTo(scene.at("root"))).toContain(`No licence left in ${scene.acme.space.name}`);
    await scene.leave(ann);
    await scene.acme.send("PATCH", `/Users/${bo}`, patch({ op: "replace", path: "title", value: "x" }));
    expect(await scene.memberNamed("bo")).toMatchObject({ licence: "reader" });
    await scene.back(ann);
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "deactivated" });
    expect(await scene.fed(ann)).toMatchObject({ state: "refused", reason: "no_licence" });
  });

  test("provisioning and validation are those of single sign-on", async () => {
    await scene.withRules({ provisioning: false });
    await scene.acme.activate();
    expect(await scene.fed(await scene.hire("ann"))).toMatchObject({
      state: "refused",
      reason: "not_provisioned",
    });
    await scene.withRules({ validation: "manual" });
    await scene.acme.activate();
    await scene.hire("ann");
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "pending", licence: null });
  });
});
