import { describe, expect, test } from "vitest";
import { decideHeld } from "@/lib/features/directories/decide-held";
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
});
