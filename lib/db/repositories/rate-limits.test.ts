import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addressBlock, rateLimitKey } from "../driver/address-block";
import { openTestDatabase, type TestDatabase } from "../testing/open-test-database";
import { longAgo } from "../testing/rows";
import { rateLimitsIn } from "./rate-limits";

let database: TestDatabase;
let time: number;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await database.reset();
  time = longAgo.getTime();
});
afterAll(() => database.close());

const limits = (factor = 1) => rateLimitsIn(database.db, { factor, now: () => new Date(time) });

async function spend(times: number, key = "ann", factor = 1): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; n < times; n += 1) waits.push(await limits(factor).spend("second_factor", key));
  return waits;
}

describe("rate limits", () => {
  test("allow the given number of tries, then return the waiting time", async () => {
    expect(await spend(5)).toEqual([0, 0, 0, 0, 0]);
    expect(await spend(1, "bob")).toEqual([0]);
    time += 60_000;
    expect(await spend(2)).toEqual([840, 840]);
    time += 839_500;
    expect(await spend(1)).toEqual([1]);
    time += 500;
    expect(await spend(1)).toEqual([0]);
  });

  test("are exact for many who try at once", async () => {
    const waits = await Promise.all(Array.from({ length: 50 }, () => limits().spend("second_factor", "ann")));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });

  test("can be inspected without counting, and forgiven", async () => {
    await spend(4);
    expect(await limits().peek("second_factor", "ann")).toBe(0);
    await spend(1);
    expect(await limits().peek("second_factor", "ann")).toBe(900);
    expect(await limits().peek("reset_by_account", "ann")).toBe(0);
    await limits().forgive("second_factor", "ann");
    expect(await spend(5)).toEqual([0, 0, 0, 0, 0]);
    time += 900_000;
    expect(await limits().peek("second_factor", "ann")).toBe(0);
  });

  test("take back a try that did no harm, and nothing more than was counted", async () => {
    const key = { name: "second_factor", key: "ann" } as const;
    await spend(5);
    await limits().giveBack([key]);
    expect(await spend(2)).toEqual([0, 900]);
    await limits().giveBack([{ name: "second_factor", key: "bob" }]);
    expect(await spend(6, "bob")).toEqual([0, 0, 0, 0, 0, 900]);
  });

  test("report each try above the limit, with how many there were", async () => {
    const hits: string[] = [];
    const counting = rateLimitsIn(database.db, {
      now: () => new Date(time),
      onHit: (name) => hits.push(name),
    });
    for (let n = 0; n < 5; n += 1) await counting.count("second_factor", "ann");
    expect(hits).toEqual([]);
    expect((await counting.count("second_factor", "ann")).over).toBe(1);
    expect((await counting.count("second_factor", "ann")).over).toBe(2);
    expect(hits).toEqual(["second_factor", "second_factor"]);
  });

  test("allow as many begins as are configured", async () => {
    const counting = rateLimitsIn(database.db, { begins: 2, now: () => new Date(time) });
    const key = { name: "begin_by_address_and_connection", key: "conn_1:192.0.2.1" } as const;
    const waits: number[] = [];
    for (let n = 0; n < 3; n += 1) waits.push((await counting.countAll([key]))[0]?.wait ?? -1);
    expect(waits).toEqual([0, 0, 60]);
  });

  test("go by the database's clock unless they are given one", async () => {
    const counting = rateLimitsIn(database.db);
    for (let n = 0; n < 5; n += 1) await counting.spend("second_factor", "ann");
    expect(await counting.peek("second_factor", "ann")).toBeGreaterThan(800);
    await database.db.execute(
      "update rate_limits set expire = (extract(epoch from clock_timestamp()) * 1000)::bigint - 1",
    );
    expect(await counting.peek("second_factor", "ann")).toBe(0);
    expect(await counting.spend("second_factor", "ann")).toBe(0);
  });

  test("are raised by a factor", async () => {
    expect((await spend(11, "ann", 2)).filter((wait) => wait > 0)).toHaveLength(1);
  });

  test("store no addresses, and do not grow forever", async () => {
    const { rateLimits } = await import("@/drizzle/schema/audit");
    const counting = limits();
    for (let n = 0; n < 499; n += 1) await counting.spend("unasked_by_address", `192.0.2.${n}`);
    expect(await database.db.$count(rateLimits)).toBe(499);
    expect(JSON.stringify(await database.db.select().from(rateLimits))).not.toContain("192.0.2");
    time += 61_000;
    await counting.spend("unasked_by_address", "198.51.100.1");
    expect(await database.db.$count(rateLimits)).toBe(1);
  });
});

describe("an address", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
    ["::1", "0:0:0:0::/64"],
    ["unknown", null],
    ["", null],
  ])("%s is counted as %s", (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });

  test.each([
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["h4sh:2001:db8::1", "h4sh:2001:db8:0:0::/64"],
    ["h4sh:192.0.2.1", "h4sh:192.0.2.1"],
    ["h4sh:device:abc", "h4sh:device:abc"],
    ["user_1", "user_1"],
  ])("within the key %s is counted under %s", (key, counted) => {
    expect(rateLimitKey(key)).toBe(counted);
  });
});
