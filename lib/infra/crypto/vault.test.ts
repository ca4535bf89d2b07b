import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { SealContext } from "@/lib/ports/dependencies";
import { type KeyRing, makeKeyEntry, parseKeyRing } from "./key-ring";
import { createVault, keyIdOf, UnsealError } from "./vault";

const place: SealContext = {
  tenant: "org_1",
  table: "configurations",
  row: "conf_1",
  column: "client_secret",
};

function ringOf(text: string): KeyRing {
  const ring = parseKeyRing(text);
  if ("problem" in ring) throw new Error(ring.problem);
  return ring;
}

const entryOf = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;

function reasonOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof UnsealError ? error.reason : String(error);
  }
}

describe("the vault", () => {
  const vault = createVault(ringOf(entryOf("a")));

  test("opens what it sealed, in the same place", () => {
    for (const text of ["", "s3cret", "ключ 🔑", "x".repeat(10_000)]) {
      expect(vault.open(vault.seal(text, place), place)).toBe(text);
    }
  });

  test("never seals the same way twice, and never shows the text", () => {
    const [one, two] = [vault.seal("canary", place), vault.seal("canary", place)];
    expect(one).not.toBe(two);
    expect(one).not.toContain("canary");
    expect(keyIdOf(one)).toBe("a");
  });

  test("refuses a text that was moved to another tenant, table, row or column", () => {
    const sealed = vault.seal("s3cret", place);
    for (const part of ["tenant", "table", "row", "column"] as const) {
      expect(reasonOf(() => vault.open(sealed, { ...place, [part]: "other" }))).toBe("refused");
    }
    const shifted = { ...place, tenant: "org_1,configurations", table: "" };
    expect(reasonOf(() => vault.open(sealed, shifted))).toBe("refused");
  });

  test("refuses a text with any character changed", () => {
    const sealed = vault.seal("s3cret", place);
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === "A" ? "B" : "A";
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      expect(
        reasonOf(() => vault.open(changed, place)),
        `character ${at}`,
      ).not.toBeNull();
    }
  });

  test("refuses a short tag, surplus parts and invalid texts", () => {
    const sealed = vault.seal("s3cret", place);
    const [v, id, iv, text, tag] = sealed.split(".");
    const short = [v, id, iv, text, tag?.slice(0, 6)].join(".");
    for (const odd of ["", "v1", short, `${sealed}.x`, `${sealed}=`, sealed.replace("v1", "v2")]) {
      expect(reasonOf(() => vault.open(odd, place))).toBe("malformed");
    }
  });

  test("opens under an old key while it is in the ring, and seals under the first", () => {
    const [old, next] = [entryOf("old"), entryOf("next")];
    const sealed = createVault(ringOf(old)).seal("s3cret", place);
    const both = createVault(ringOf(`${next},${old}`));
    expect(both.open(sealed, place)).toBe("s3cret");
    expect(keyIdOf(both.seal("s3cret", place))).toBe("next");
    expect(reasonOf(() => createVault(ringOf(next)).open(sealed, place))).toBe("unknown_key");
    const renamed = sealed.replace("v1.old.", "v1.next.");
    expect(reasonOf(() => both.open(renamed, place))).toBe("refused");
  });
});

describe("the key ring", () => {
  test("reads what it creates", () => {
    expect(ringOf(makeKeyEntry(new Date("2026-01-02T00:00:00Z"))).current.id).toMatch(/^k20260102-/);
  });

  test("reports what is wrong without a part of a key", () => {
    const short = Buffer.from("canary canary").toString("base64");
    expect(parseKeyRing(`a:${short}`)).toEqual({ problem: 'key "a" has 13 bytes' });
    expect(parseKeyRing(short)).toEqual({ problem: "entry 1 is not of the form id:base64" });
    expect(parseKeyRing(`${entryOf("a")},${entryOf("a")}`)).toEqual({ problem: 'key "a" is there twice' });
    expect(parseKeyRing("")).toEqual({ problem: "entry 1 is not of the form id:base64" });
  });
});
