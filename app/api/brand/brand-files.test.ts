import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aSpace } from "@/lib/db/testing/rows";
import { testDependencies } from "@/lib/db/testing/test-dependencies";
import { createApplication } from "@/lib/features/applications/manage-applications";
import { changeBrand } from "@/lib/features/brand/change-brand";
import { readWornBrand } from "@/lib/features/brand/read-brand";
import { accentStyles } from "@/lib/model/brand/accent";
import { accentAddress } from "@/lib/model/brand/brand";
import { createApplicationBody } from "@/lib/schemas/application";
import { serve } from "@/lib/server/testing/browser";
import { GET as accent } from "./accent/[rule]/[colour]/route";
import { GET as applicationLogo } from "./application/[applicationId]/[hash]/route";
import { GET as logo } from "./logo/[owner]/[hash]/route";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  serve(testDependencies(database), database);
});

const actor = { kind: "user", id: "user_1", name: "Ann", address: null } as const;
const asked = new Request("http://localhost:3000/");
const askLogo = (owner: string, hash: string) => logo(asked, { params: Promise.resolve({ owner, hash }) });
const askAccent = (rule: string, colour: string) =>
  accent(asked, { params: Promise.resolve({ rule, colour }) });

function expectHarmless(answer: Response) {
  const policy = answer.headers.get("content-security-policy");
  expect(policy).toMatch(/^default-src 'none'; sandbox;/);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
}

describe("a logo's address", () => {
  test("serves a PNG that is kept for ever, to its own space's pages only", async () => {
    const deps = testDependencies(database);
    const [acme, other] = [await aSpace(deps.store), await aSpace(deps.store)];
    const file = await sharp({ create: { width: 30, height: 30, channels: 3, background: "#123456" } })
      .webp()
      .toBuffer();
    await changeBrand(deps, { actor, space: acme }, { light: new Uint8Array(file) });
    const [, , , , , hash = ""] = ((await readWornBrand(deps, acme)).light?.href ?? "").split("/");
    const answer = await askLogo(acme.id, hash);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expectHarmless(answer);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");

    for (const [owner, wanted] of [
      [other.id, hash],
      ["installation", hash],
      [acme.id, "f".repeat(64)],
      [acme.id, `${hash}.html`],
      ["space_unknown", hash],
    ] as const) {
      const refused = await askLogo(owner, wanted);
      expect(refused.status).toBe(404);
      expect(refused.headers.get("cache-control")).toBe("no-store");
      expectHarmless(refused);
    }
  });
});

describe("the address of an application's logo", () => {
  test("serves its own PNG only", async () => {
    const deps = { ...testDependencies(database), outbound: { check: () => null } };
    const file = await sharp({ create: { width: 30, height: 30, channels: 3, background: "#123456" } })
      .jpeg()
      .toBuffer();
    const olga = { kind: "operator", id: null, name: "Olga", address: null } as const;
    const create = (name: string, logo?: string) =>
      createApplication(
        deps,
        olga,
        createApplicationBody.parse({ name, redirectUris: ["https://notes.example/callback"], logo }),
      );
    const [notes, other] = [await create("Notes", file.toString("base64")), await create("Other")];
    if (!notes.ok || !other.ok) throw new Error("no application");
    const hash = notes.value.logo?.url.split("/").at(-1) ?? "";
    const ask = (applicationId: string, wanted: string) =>
      applicationLogo(asked, { params: Promise.resolve({ applicationId, hash: wanted }) });
    const answer = await ask(notes.value.id, hash);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expectHarmless(answer);
    for (const [id, wanted] of [
      [other.value.id, hash],
      [notes.value.id, "f".repeat(64)],
      ["app_none", hash],
      ["space_1", hash],
    ] as const) {
      const refused = await ask(id, wanted);
      expect(refused.status).toBe(404);
      expectHarmless(refused);
    }
    // Nor at the address of a brand's logo.
    expect((await askLogo(notes.value.id, hash)).status).toBe(404);
  });
});

describe("an accent's address", () => {
  test("serves the tokens of the colour that it names", async () => {
    const [, , , , rule = "", colour = ""] = accentAddress("#1a5fb4").split("/");
    const answer = await askAccent(rule, colour);
    expect(answer.headers.get("content-type")).toBe("text/css; charset=utf-8");
    expectHarmless(answer);
    expect(await answer.text()).toBe(accentStyles("#1a5fb4"));
  });

  test.each(["1A5FB4", "1a5fb", "1a5fb4;}", "red", '"]{}body{display:none}', "1a5fb4\n"])(
    "has nothing for %j",
    async (colour) => {
      expect((await askAccent("1", colour)).status).toBe(404);
    },
  );

  test("has nothing for a rule that does not exist", async () => {
    expect((await askAccent("2", "1a5fb4")).status).toBe(404);
    expect((await askAccent("1", "1a5fb4")).status).toBe(200);
  });
});
