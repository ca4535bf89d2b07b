import { expect, test } from "vitest";
import { jacksonDriver } from "./jackson-driver";
import { memoryStorage } from "./testing/memory-storage";

const aClock = (start: string) => {
  const clock = { at: new Date(start), now: () => clock.at };
  return clock;
};

test("stores a record, finds it by key and by index, and counts it", async () => {
  const storage = memoryStorage();
  const driver = jacksonDriver(storage);
  await driver.put(
    "saml:config",
    "k1",
    { value: "{}" },
    0,
    { name: "product", value: "p" },
    { name: "entityID", value: "e" },
  );
  await driver.put("saml:config", "k2", { value: "[]" }, 0, { name: "product", value: "p" });
  expect(storage.entries[0]).toEqual({
    namespace: "saml:config",
    key: "k1",
    value: { value: "{}" },
    expiresAt: null,
    indexKeys: ["product:p", "entityID:e"],
  });
  expect(await driver.get("saml:config", "k1")).toEqual({ value: "{}" });
  expect(await driver.get("other", "k1")).toBeNull();
  expect(await driver.getByIndex("saml:config", { name: "product", value: "p" })).toEqual({
    data: [{ value: "[]" }, { value: "{}" }],
  });
  expect(
    await driver.getByIndex("saml:config", { name: "product", value: "p" }, 1, 1, undefined, "ASC"),
  ).toEqual({
    data: [{ value: "[]" }],
  });
  expect(await driver.getAll("saml:config")).toEqual({ data: [{ value: "[]" }, { value: "{}" }] });
  expect(await driver.getCount?.("saml:config")).toBe(2);
  expect(await driver.getCount?.("saml:config", { name: "entityID", value: "e" })).toBe(1);
});

test("deletes one record and many", async () => {
  const driver = jacksonDriver(memoryStorage());
  for (const key of ["a", "b", "c"]) await driver.put("n", key, key, 0);
  await driver.delete("n", "a");
  await driver.deleteMany("n", ["b", "not there"]);
  expect(await driver.getAll("n")).toEqual({ data: ["c"] });
});

test("expires a record with a time to live", async () => {
  const clock = aClock("2027-01-01T00:00:00Z");
  const driver = jacksonDriver(memoryStorage(clock.now), clock.now);
  await driver.put("n", "k", 1, 300);
  clock.at = new Date("2027-01-01T00:04:59Z");
  expect(await driver.get("n", "k")).toBe(1);
  clock.at = new Date("2027-01-01T00:05:00Z");
  expect(await driver.get("n", "k")).toBeNull();
});

test.each(["oauth:session", "oauth:code", "oauth:token", "saml:tracer"])(
  "stores nothing for %s",
  async (namespace) => {
    const storage = memoryStorage();
    const driver = jacksonDriver(storage);
    await driver.put(namespace, "k", { value: "{}" }, 300);
    expect(storage.entries).toEqual([]);
    expect(await driver.get(namespace, "k")).toBeNull();
    expect(await driver.getAll(namespace)).toEqual({ data: [] });
    expect(await driver.getByIndex(namespace, { name: "product", value: "p" })).toEqual({ data: [] });
    expect(await driver.getCount?.(namespace)).toBe(0);
  },
);
