import { describe, expect, test } from "vitest";
import { decideHeld } from "@/lib/features/directories/decide-held";
import { moveDirectory } from "@/lib/features/directories/manage-directories";
import { FeedScene } from "./testing/feed-scene";
import { resultOf } from "./testing/scim-lab";

const scene = new FeedScene();

describe("the brake", () => {
  const staff = Array.from({ length: 30 }, (_, index) => `p${index}`);

  async function hireAll() {
    await scene.acme.activate();
    const ids: string[] = [];
    for (const name of staff) ids.push(await scene.hire(name));
    return ids;
  }
  const statuses = async () => {
    const { rows } = await scene.store
      .membershipsOf(scene.acme.space.id)
      .page({ pageSize: 200, status: "deactivated" });
    return rows.length;
  };

  test("holds more than a tenth within ten minutes, and asks administrators", async () => {
    const ids = await hireAll();
    for (const id of ids.slice(0, 5)) expect((await scene.leave(id)).status).toBe(200);
    expect(await statuses()).toBe(3);
    expect(await scene.fed(ids[3] ?? "")).toMatchObject({ state: "held", reason: "brake", active: false });
    expect(await scene.mailTo(scene.at("root"))).toContain(
      `Many people would lose access to ${scene.acme.space.name}`,
    );
    // Ten minutes later the count begins anew; who is held stays so until somebody decides.
    scene.lab.clock.forward(601);
    await scene.leave(ids[6] ?? "");
    expect(await statuses()).toBe(4);
    expect(await scene.fed(ids[3] ?? "")).toMatchObject({ state: "held" });
  });

  test("lets one person of a small company leave", async () => {
    await scene.acme.activate();
    const [ann, bo] = [await scene.hire("ann"), await scene.hire("bo")];
    await scene.leave(ann);
    expect(await scene.memberNamed("ann")).toMatchObject({ status: "deactivated" });
    await scene.leave(bo);
    expect(await scene.fed(bo)).toMatchObject({ state: "held" });
  });

  test("is released by an administrator who confirms, or rejects", async () => {
    const ids = await hireAll();
    for (const id of ids.slice(0, 7)) await scene.leave(id);
    const [first] = (
      await scene.store.directoryPeopleListsOf(scene.acme.directory).inState(["held"], 10)
    ).map(({ id }) => id);
    const decide = (decision: "confirm" | "reject", people: string[] | null) =>
      decideHeld(scene.lab.deps, scene.acme.ctx, scene.acme.directory.id, { decision, people });
    expect(resultOf(await decide("confirm", [first ?? ""]))).toEqual({ people: 1 });
    expect(await statuses()).toBe(4);
    expect(resultOf(await decide("reject", null))).toEqual({ people: 3 });
    expect(await statuses()).toBe(4);
    expect(await scene.store.directoryPeopleListsOf(scene.acme.directory).inState(["held"], 10)).toEqual([]);
  });

  test("keeps its word over a pause, until the feed says something new", async () => {
    const { lab, acme } = scene;
    const move = async (event: "pause" | "resume") =>
      resultOf(await moveDirectory(lab.deps, acme.ctx, acme.directory.id, event));
    await acme.activate();
    const [ann, bo] = [await scene.hire("ann"), await scene.hire("bo")];
    await scene.leave(ann);
    await scene.leave(bo);
    resultOf(await decideHeld(lab.deps, acme.ctx, acme.directory.id, { decision: "reject", people: [bo] }));
    // Once the count of those who leave has begun anew, nothing else would hold them.
    lab.clock.forward(601);
    await move("pause");
    await move("resume");
    await scene.applyDue();
    expect(await scene.fed(bo)).toMatchObject({ state: "kept" });
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "active" });
    await scene.back(bo);
    await scene.leave(bo);
    expect(await scene.memberNamed("bo")).toMatchObject({ status: "deactivated" });
  });

  test("is rejected for those only who are still held", async () => {
    const { lab, acme } = scene;
    await acme.activate();
    const [ann, bo] = [await scene.hire("ann"), await scene.hire("bo")];
    await scene.leave(ann);
    await scene.leave(bo);
    await scene.back(bo);
    const reject = () =>
      decideHeld(lab.deps, acme.ctx, acme.directory.id, { decision: "reject", people: [bo] });
    expect(resultOf(await reject())).toEqual({ people: 0 });
    expect(await scene.fed(bo)).toMatchObject({ state: "applied" });
  });
});
