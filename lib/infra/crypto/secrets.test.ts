import { describe, expect, test } from "vitest";
import { newId } from "./new-id";
import { passwordHasher } from "./password-hasher";
import { secrets } from "./secrets";

describe("ids", () => {
  test("have the prefix and 20 characters", () => {
    expect(secrets.id("space")).toMatch(/^space_[0-9a-hjkmnp-tv-z]{20}$/);
  });

  test("are ordered by time", () => {
    const times = [0, 31, 32, 1_700_000_000_000, 1_700_000_000_001, 2 ** 48];
    const ids = times.map((time) => newId("x", time));
    expect([...ids].sort()).toEqual(ids);
  });

  test("do not repeat", () => {
    expect(new Set(Array.from({ length: 10_000 }, () => secrets.id("x"))).size).toBe(10_000);
  });
});

describe("secrets", () => {
  test("are 256 bits, and their digest is SHA-256", () => {
    expect(Buffer.from(secrets.secret(), "base64url")).toHaveLength(32);
    expect(secrets.hash("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  });
});

describe("passwords", () => {
  test("are hashed with argon2id at the recommended cost", async () => {
    const hash = await passwordHasher.hash("pear tree");
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordHasher.verify(hash, "pear tree")).toBe(true);
    expect(await passwordHasher.verify(hash, "pear trees")).toBe(false);
    expect(await passwordHasher.hash("pear tree")).not.toBe(hash);
  });

  test("are refused if the stored hash is invalid", async () => {
    expect(await passwordHasher.verify("", "pear tree")).toBe(false);
  });

  test("take as long to check for people who have none", async () => {
    const hash = await passwordHasher.hash("pear tree");
    const real: number[] = [];
    const pretended: number[] = [];
    // In turns, and in processor time: another program on the machine slows both or neither.
    for (let turn = 0; turn < 9; turn += 1) {
      real.push(await processorTime(() => passwordHasher.verify(hash, "apple tree")));
      pretended.push(await processorTime(() => passwordHasher.pretend("apple tree")));
    }
    expect(median(pretended) / median(real)).toBeGreaterThan(0.4);
    expect(median(pretended) / median(real)).toBeLessThan(2.5);
  });
});

/** Microseconds of all threads of this process. */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
