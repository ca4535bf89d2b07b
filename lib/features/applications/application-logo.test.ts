import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import type { Actor } from "@/lib/model/audit/audit";
import type { Space } from "@/lib/model/spaces/space";
import { createApplicationBody } from "@/lib/schemas/application";
import { readApplicationLogo } from "./application-logo";
import type { ApplicationDependencies } from "./check-application";
import { listOwnApplications } from "./list-own-applications";
import { listSpaceApplications } from "./list-space-applications";
import { changeApplication, createApplication, removeApplication } from "./manage-applications";

const olga: Actor = { kind: "operator", id: null, name: "Olga", address: null };
let database: TestDatabase;
let deps: ApplicationDependencies;
let acme: Space;
let square: Uint8Array;
let wide: Uint8Array;

beforeAll(async () => {
  database = await openTestDatabase();
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#1a5fb4" } });
  square = new Uint8Array(await picture(64, 64).webp().toBuffer());
  wide = new Uint8Array(await picture(1200, 200).jpeg().toBuffer());
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  deps = { ...testDependencies(database), outbound: { check: () => null } };
  acme = await aSpace(deps.store, { slug: "acme" });
});

async function anApplication(change: object = {}): Promise<string> {
  const body = { name: "Notes", redirectUris: ["https://notes.example/callback"], ...change };
  const made = await createApplication(deps, olga, createApplicationBody.parse(body));
  if (!made.ok) throw new Error(made.problem.message);
  return made.value.id;
}
const put = (id: string, logo: Uint8Array | null) =>
  changeApplication(deps, olga, { id, expectedRevision: null, change: { logo } });
const logoOf = async (id: string) => (await deps.store.applicationLogos.of([id])).get(id) ?? null;
const changes = async () =>
  (await deps.store.auditOf(null).page({})).rows.filter(({ action }) => action === "application.changed");

describe("an application's logo", () => {
  test("is encoded again as a PNG of our own, and shown wherever the application is", async () => {
    const id = await anApplication({ homeUri: "https://notes.example/" });
    const other = await anApplication({ name: "Wiki", homeUri: "https://wiki.example/" });
    const saved = await put(id, wide);
    const logo = await logoOf(id);
    const address = `/api/brand/application/${id}/${logo?.hash}`;
    expect(saved).toMatchObject({
      ok: true,
      value: { logo: { url: deps.appUrl + address, width: 720, height: 120 } },
    });
    const bytes = await readApplicationLogo(deps, id, logo?.hash ?? "");
    expect(bytes?.slice(1, 4)).toEqual(new Uint8Array([0x50, 0x4e, 0x47]));

    const { userId } = await aMember(deps.store, acme.id);
    const member = await deps.store.membershipsOf(acme.id).member(userId);
    if (!member) throw new Error("no member");
    const { user, ...membership } = member;
    const tiles = await listOwnApplications(deps, { space: acme, user, membership });
    const shown = { href: address, width: 720, height: 120 };
    expect(tiles.map((tile) => [tile.name, tile.logo])).toEqual([
      ["Notes", shown],
      ["Wiki", null],
    ]);
    const listed = await listSpaceApplications(deps, { space: acme });
    expect(listed.map((application) => application.logo)).toEqual([shown, null]);
    expect(await logoOf(other)).toBeNull();
  });

  test("leads nowhere under another application's address, once replaced, and once removed", async () => {
    const id = await anApplication();
    const other = await anApplication();
    await put(id, square);
    await put(other, wide);
    const first = (await logoOf(id))?.hash ?? "";
    expect(await readApplicationLogo(deps, id, first)).not.toBeNull();
    expect(await readApplicationLogo(deps, other, first)).toBeNull();
    expect(await readApplicationLogo(deps, id, `${first}.html`)).toBeNull();
    expect(await readApplicationLogo(deps, id, "' or true --")).toBeNull();
    await put(id, wide);
    expect(await readApplicationLogo(deps, id, first)).toBeNull();
    const second = (await logoOf(id))?.hash ?? "";
    expect(await readApplicationLogo(deps, id, second)).not.toBeNull();
    await put(id, null);
    expect(await readApplicationLogo(deps, id, second)).toBeNull();
    expect(await readApplicationLogo(deps, other, second)).not.toBeNull();
    // Nothing is left to remove, and that is no error.
    expect(await put(id, null)).toMatchObject({ ok: true, value: { logo: null } });
  });

  test("is gone with its application, and is not put on one that does not exist", async () => {
    const id = await anApplication();
    await put(id, square);
    const { hash = "" } = (await logoOf(id)) ?? {};
    expect(await removeApplication(deps, olga, id)).toMatchObject({ ok: true });
    expect(await readApplicationLogo(deps, id, hash)).toBeNull();
    expect(await put(id, square)).toMatchObject({ problem: { code: "application_not_found" } });
  });

  test.each([
    ["an SVG", "<svg><script>alert(1)</script></svg>", "logo_is_svg"],
    ["a page", "<!doctype html><script>alert(1)</script>", "logo_type"],
    ["nothing", "", "logo_empty"],
    ["a PNG that breaks off", "\u0089PNG\r\n\u001a\n and no more", "logo_unreadable"],
    ["a large file", `\u00ff\u00d8\u00ff${"x".repeat(600_000)}`, "logo_too_large"],
  ])("is not %s; nothing else of the change is written either", async (_name, text, code) => {
    const id = await anApplication();
    const logo = new Uint8Array(Buffer.from(text, "latin1"));
    const change = { name: "Other", logo };
    expect(await changeApplication(deps, olga, { id, expectedRevision: null, change })).toMatchObject({
      ok: false,
      problem: { code, field: "logo" },
    });
    expect(await deps.store.applications.byId(id)).toMatchObject({ name: "Notes", revision: 1 });
    expect(await logoOf(id)).toBeNull();
    expect(await changes()).toEqual([]);
    // The control: the same change with a picture.
    const good = { id, expectedRevision: null, change: { name: "Other", logo: square } };
    expect(await changeApplication(deps, olga, good)).toMatchObject({ ok: true, value: { name: "Other" } });
    expect(await changes()).toMatchObject([{ details: { changed: ["name", "logo"] } }]);
  });

  test("can be given with the application, and is kept by a change that does not name it", async () => {
    const id = await anApplication({ logo: Buffer.from(square).toString("base64") });
    const { hash } = (await logoOf(id)) ?? {};
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    await changeApplication(deps, olga, { id, expectedRevision: null, change: { name: "Renamed" } });
    expect((await logoOf(id))?.hash).toBe(hash);
    const stale = { id, expectedRevision: 1, change: { logo: null } };
    expect(await changeApplication(deps, olga, stale)).toMatchObject({ problem: { code: "stale_revision" } });
    expect((await logoOf(id))?.hash).toBe(hash);
  });
});
