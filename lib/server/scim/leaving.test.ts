import { beforeEach, describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { moveDirectory } from "@/lib/features/directories/manage-directories";
import { updatePerson } from "@/lib/features/people/update-person";
import { FeedScene, patch } from "./testing/feed-scene";
import { resultOf } from "./testing/scim-lab";

const scene = new FeedScene();
beforeEach(() => scene.acme.activate());

const byHand = async (name: string, status: "active" | "deactivated") => {
  const member = await scene.memberNamed(name);
  resultOf(await updatePerson(scene.lab.deps, scene.acme.ctx, member?.userId ?? "", { status }));
};
const move = async (event: "pause" | "resume") =>
  void resultOf(await moveDirectory(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id, event));

describe("only what the feed took does it give back", () => {
  test("also from somebody who had left and come back once before", async () => {
    const id = await scene.hire("ann");
    await scene.leave(id);
    await scene.back(id);
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "active" });
    await byHand("ann", "deactivated");
    await scene.leave(id);
    await scene.back(id);
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "deactivated" });
    expect(await scene.fed(id)).toMatchObject({ state: "kept", reason: "deactivated_by_hand" });
    // The control: with an administrator's word it goes on as before.
    await byHand("ann", "active");
    await scene.leave(id);
    await scene.back(id);
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "active" });
  });

  test("and again when the licence that was missing is there", async () => {
    await scene.withRules({}, { reader: 1 });
    await scene.acme.activate();
    const ann = await scene.hire("ann");
    await scene.leave(ann);
    const bo = await scene.hire("bo");
    await scene.back(ann);
    expect(await scene.fed(ann)).toMatchObject({ state: "refused", reason: "no_licence" });
    scene.lab.clock.forward(601);
    await scene.leave(bo);
    await scene.acme.send("PATCH", `/Users/${ann}`, patch({ op: "replace", path: "title", value: "x" }));
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "active", licence: "reader" });
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "deactivated" });
  });
});

describe("somebody who was deleted and created anew", () => {
  test("keeps access when everybody is applied again", async () => {
    for (const name of ["ann", "bo", "cy"]) {
      await scene.acme.send("DELETE", `/Users/${await scene.hire(name)}`);
      await scene.hire(name);
    }
    await scene.acme.send("DELETE", `/Users/${await scene.hire("gone")}`);
    scene.lab.clock.forward(601);
    await move("pause");
    await move("resume");
    await scene.applyDue();
    for (const name of ["ann", "bo", "cy"])
      expect(await scene.memberNamed(name)).toMatchObject({ status: "active" });
    expect(await scene.memberNamed("gone")).toMatchObject({ status: "deactivated" });
  });

  test("loses it when the new record leaves", async () => {
    await scene.acme.send("DELETE", `/Users/${await scene.hire("ann")}`);
    const id = await scene.hire("ann");
    scene.lab.clock.forward(601);
    await scene.leave(id);
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "deactivated" });
  });
});

describe("whoever the brake holds", () => {
  test("is held until somebody decides, whatever else the feed says of them meanwhile", async () => {
    const [ann, bo] = [await scene.hire("ann"), await scene.hire("bo")];
    await scene.leave(ann);
    await scene.leave(bo);
    expect(await scene.fed(bo)).toMatchObject({ state: "held" });
    scene.lab.clock.forward(3_600);
    await scene.acme.send("PATCH", `/Users/${bo}`, patch({ op: "replace", path: "title", value: "x" }));
    await scene.group("Leavers", [bo]);
    await scene.applyDue();
    expect(await scene.fed(bo)).toMatchObject({ state: "held", reason: "brake" });
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "active" });
    // The control: the feed's own word that they have not left ends it, and the next time is counted anew.
    await scene.back(bo);
    expect(await scene.fed(bo)).toMatchObject({ state: "applied" });
    scene.lab.clock.forward(601);
    await scene.leave(bo);
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "deactivated" });
  });
});

describe("somebody who waits for approval", () => {
  test("is not approved by leaving and coming back", async () => {
    await scene.withRules({ validation: "manual" });
    await scene.acme.activate();
    const [ann, bo] = [await scene.hire("ann"), await scene.hire("bo")];
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "pending" });
    await byHand("bo", "active");
    for (const id of [ann, bo]) {
      await scene.leave(id);
      await scene.back(id);
    }
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "deactivated", licence: null });
    expect(await scene.fed(ann)).toMatchObject({ state: "kept", reason: "deactivated_by_hand" });
    // Who was approved once comes back without another approval.
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "active", licence: "reader" });
  });

  test("neither is an invitation accepted", async () => {
    const invited = { status: "invited", licence: "reader" } as const;
    await aMember(scene.store, scene.acme.space.id, invited, { email: scene.at("ann") });
    const id = await scene.hire("ann");
    expect(await scene.fed(id)).toMatchObject({ state: "refused", reason: "not_accepted" });
    await scene.leave(id);
    await scene.back(id);
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "deactivated", licence: null });
  });
});
