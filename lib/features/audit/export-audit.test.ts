import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { contextAs } from "@/lib/features/testing/context-as";
import { parseCsv } from "@/lib/model/text/csv";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { auditCsv, collectAudit } from "./export-audit";
import { readActors } from "./read-audit";

let database: TestDatabase;
let deps: Dependencies;

beforeAll(async () => {
  database = await openTestDatabase();
  deps = testDependencies(database);
});
afterAll(() => database.close());

async function anAdmin(): Promise<Context> {
  const space = await aSpace(deps.store);
  const { userId } = await aMember(deps.store, space.id, { role: "admin" });
  return contextAs(deps, space, userId);
}
const write = (ctx: Context, name: string) =>
  deps.store
    .auditOf(ctx.space.id)
    .append(
      { actor: ctx.actor, action: "team.created", target: { kind: "team", id: "team_1", name } },
      deps.now(),
    );

test("contains every event of the space once, no formula, and no other space's events", async () => {
  const ctx = await anAdmin();
  const other = await anAdmin();
  await write(other, "canary");
  const names = ["=HYPERLINK(1)", "+1", "-1", "@x", "plain"];
  for (let n = 0; n < 210; n++) await write(ctx, names[n % names.length] ?? "plain");
  const events = await collectAudit(deps, ctx, {});
  expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 210 }, (_, n) => 210 - n));
  const csv = auditCsv(events);
  expect(csv).not.toContain("canary");
  const reading = parseCsv(csv);
  if (!reading.ok) throw new Error(reading.problem);
  const at = reading.records[0]?.cells.indexOf("target_name") ?? -1;
  const targets = new Set(reading.records.slice(1).map(({ cells }) => cells[at]));
  expect(targets).toEqual(new Set(["'=HYPERLINK(1)", "'+1", "'-1", "'@x", "plain"]));
  expect(await readActors(deps, ctx)).toEqual([{ id: ctx.user?.id, name: ctx.actor.name }]);
});
