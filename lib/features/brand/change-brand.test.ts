import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import type { Actor } from "@/lib/model/audit/audit";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import { changeBrand, resetBrand } from "./change-brand";
import { readBrand, readLogo, readWornBrand } from "./read-brand";

const actor: Actor = { kind: "user", id: "user_1", name: "Ann", address: null };
let database: TestDatabase;
let deps: Dependencies;
let acme: Space;
let other: Space;
let wide: Uint8Array;
let square: Uint8Array;

beforeAll(async () => {
  database = await openTestDatabase();
  const png = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#1a5fb4" } })
      .png()
      .toBuffer();
  wide = new Uint8Array(await png(600, 100));
  square = new Uint8Array(await png(64, 64));
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = testDependencies(database);
  acme = await aSpace(deps.store, { slug: "acme", name: "Acme" });
  other = await aSpace(deps.store, { slug: "other", name: "Other" });
});

const events = async (spaceId: string | null) => (await deps.store.auditOf(spaceId).page({})).rows;
const hashOf = async (space: Space) => (await readBrand(deps, space.id)).own.light?.hash ?? "";

describe("a space's brand", () => {
  test("is worn by its pages, and by nobody else's", async () => {
    const answer = await changeBrand(deps, { actor, space: acme }, { accent: "#1a5fb4", light: wide });
    expect(answer).toEqual({ ok: true, value: { changed: true } });
    const hash = await hashOf(acme);
    expect(await readWornBrand(deps, acme)).toEqual({
      name: "Acme",
      isSpace: true,
      accent: "#1a5fb4",
      light: { href: `/api/brand/logo/${acme.id}/${hash}`, width: 600, height: 100 },
      dark: null,
      installationName: "Gatehouse",
    });
    expect(await readWornBrand(deps, other)).toMatchObject({ name: "Other", accent: null, light: null });
    expect(await readWornBrand(deps, null)).toMatchObject({ name: "Gatehouse", accent: null, light: null });
  });

  test("has logos that are served for that space only, and only while they are worn", async () => {
    await changeBrand(deps, { actor, space: acme }, { light: wide, dark: square });
    const { own } = await readBrand(deps, acme.id);
    const [light, dark] = [own.light?.hash ?? "", own.dark?.hash ?? ""];
    expect((await readLogo(deps, acme.id, light))?.slice(1, 4)).toEqual(new Uint8Array([0x50, 0x4e, 0x47]));
    expect(await readLogo(deps, acme.id, dark)).not.toBeNull();
    expect(await readLogo(deps, other.id, light)).toBeNull();
    expect(await readLogo(deps, "installation", light)).toBeNull();
    expect(await readLogo(deps, acme.id, "0".repeat(64))).toBeNull();
    expect(await readLogo(deps, acme.id, "' or true --")).toBeNull();
    await changeBrand(deps, { actor, space: acme }, { light: square });
    expect(await readLogo(deps, acme.id, light)).toBeNull();
  });

  test("changes with an event that names what was and what is; the same once more changes nothing", async () => {
    const owner = { actor, space: acme };
    await changeBrand(deps, owner, { accent: "#1a5fb4", light: wide });
    const before = await readBrand(deps, acme.id);
    expect(await changeBrand(deps, owner, { accent: "#1a5fb4", light: wide })).toEqual({
      ok: true,
      value: { changed: false },
    });
    expect(await readBrand(deps, acme.id)).toEqual(before);
    await changeBrand(deps, owner, { accent: null });
    const [second, first, ...more] = await events(acme.id);
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      action: "brand.changed",
      target: { kind: "space", id: acme.id, name: "Acme" },
      details: { changed: { accent: { from: null, to: "#1a5fb4" }, light: { from: null } } },
    });
    expect(second).toMatchObject({ details: { changed: { accent: { from: "#1a5fb4", to: null } } } });
    expect(await events(other.id)).toEqual([]);
  });

  test("leaves what is not named as it is, and goes back to the default as a whole", async () => {
    const owner = { actor, space: acme };
    await changeBrand(deps, owner, { accent: "#1a5fb4", light: wide, dark: square });
    await changeBrand(deps, owner, { dark: null });
    const { own } = await readBrand(deps, acme.id);
    expect(own).toMatchObject({ accent: "#1a5fb4", dark: null });
    expect(own.light).not.toBeNull();
    expect(await resetBrand(deps, owner)).toEqual({ ok: true, value: { changed: true } });
    expect((await readBrand(deps, acme.id)).own).toEqual({
      name: null,
      accent: null,
      light: null,
      dark: null,
    });
    expect(await resetBrand(deps, owner)).toEqual({ ok: true, value: { changed: false } });
  });

  test("stays whole if one of its files is refused", async () => {
    const svg = new TextEncoder().encode("<svg><script>alert(1)</script></svg>");
    const answer = await changeBrand(
      deps,
      { actor, space: acme },
      { accent: "#1a5fb4", light: wide, dark: svg },
    );
    expect(answer).toMatchObject({ ok: false, problem: { code: "logo_is_svg", field: "dark" } });
    expect(await readWornBrand(deps, acme)).toMatchObject({ accent: null, light: null });
    expect(await events(acme.id)).toEqual([]);
  });

  test("has no name of its own: that is the operator's to give", async () => {
    await changeBrand(deps, { actor, space: acme }, { name: "Somebody else", accent: "#1a5fb4" });
    expect(await readWornBrand(deps, acme)).toMatchObject({ name: "Acme" });
    expect((await readBrand(deps, acme.id)).own.name).toBeNull();
  });

  test("by two people at once ends as one of them wanted, with both events", async () => {
    const owner = { actor, space: acme };
    await Promise.all([
      changeBrand(deps, owner, { accent: "#111111" }),
      changeBrand(deps, owner, { accent: "#222222" }),
    ]);
    const [last, first] = await events(acme.id);
    const { own } = await readBrand(deps, acme.id);
    expect(last?.details).toMatchObject({ changed: { accent: { to: own.accent } } });
    expect(first?.details).toMatchObject({ changed: { accent: { from: null } } });
  });
});

describe("the installation's brand", () => {
  test("gives name and logo where no space is known, and its accent to spaces without one", async () => {
    await changeBrand(
      deps,
      { actor, space: null },
      { name: "Portal of Example", accent: "#7a1fa2", light: square },
    );
    const installation = await readWornBrand(deps, null);
    expect(installation).toMatchObject({ name: "Portal of Example", accent: "#7a1fa2", isSpace: false });
    expect(installation.light?.href).toMatch(/^\/api\/brand\/logo\/installation\/[0-9a-f]{64}$/);
    expect(await readWornBrand(deps, acme)).toMatchObject({
      name: "Acme",
      accent: "#7a1fa2",
      light: null,
      installationName: "Portal of Example",
    });
    await changeBrand(deps, { actor, space: acme }, { accent: "#1a5fb4" });
    expect(await readWornBrand(deps, acme)).toMatchObject({ accent: "#1a5fb4" });
    expect(await events(null)).toMatchObject([{ target: { kind: "installation" } }]);
  });
});

describe("the database refuses", () => {
  const insert = (columns: string, values: string) =>
    database.db.execute(`insert into brands (updated_at, ${columns}) values (now(), ${values})`);
  test.each([
    ["an accent that is no colour", "owner, accent", "'installation', 'red;}'", "brands_accent"],
    ["an owner that is not the space", "owner, space_id", "'installation', '@acme'", "brands_owner"],
    [
      "a space that does not exist",
      "owner, space_id",
      "'space_x', 'space_x'",
      "brands_space_id_spaces_id_fk",
    ],
    ["a name of a space", "owner, space_id, name", "'@acme', '@acme', 'Other'", "brands_name"],
    ["half a logo", "owner, light_hash", `'installation', '${"a".repeat(64)}'`, "brands_light_logo_whole"],
    [
      "a logo with a hash that is none",
      "owner, dark_hash, dark_image, dark_width, dark_height",
      "'installation', 'x', '\\x00', 1, 1",
      "brands_dark_logo_hash",
    ],
  ])("%s", async (_name, columns, values, constraint) => {
    const error = await insert(columns, values.replaceAll("@acme", acme.id)).then(
      () => null,
      (thrown: Error) => `${thrown.message} ${thrown.cause}`,
    );
    expect(error).toContain(constraint);
  });

  test("and takes a whole one", async () => {
    await insert("owner, accent", "'installation', '#1a5fb4'");
    expect((await readBrand(deps, null)).installation.accent).toBe("#1a5fb4");
  });
});
