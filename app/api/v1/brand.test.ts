import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { contextAs } from "@/lib/features/testing/context-as";
import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import { type AppDependencies, closeDependencies, dependencies } from "@/lib/server/process/dependencies";
import * as api from "./[...path]/route";

const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-api-brand-"));
let deps: AppDependencies;
let token: string;

beforeAll(async () => {
  Object.assign(process.env, {
    DATA_DIR: dataDir,
    DATABASE_URL: "",
    LOG_LEVEL: "silent",
    APP_URL: "https://sso.example",
  });
  deps = await dependencies();
  const space = await aSpace(deps.store, { slug: "orchard", name: "Orchard" });
  const { userId } = await aMember(deps.store, space.id, { role: "admin", licence: "admin" });
  const made = await createIntegrationToken(deps, await contextAs(deps, space, userId), {
    name: "brand",
    account: "ci",
    scopes: ["connections:read", "connections:write"],
    expiresAt: null,
  });
  if (!made.ok) throw new Error(made.problem.code);
  ({ token } = made.value);
}, 120_000);
afterAll(async () => {
  await closeDependencies();
  rmSync(dataDir, { recursive: true, force: true });
});

function call(method: "GET" | "PATCH", body?: unknown): Promise<Response> {
  const request = new Request("https://sso.example/api/v1/spaces/orchard/brand", {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return method === "GET" ? api.GET(request) : api.PATCH(request);
}

const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString("base64");

test("a program sets accent and logo, reads them, and removes them", async () => {
  const png = await sharp({ create: { width: 300, height: 100, channels: 3, background: "#123456" } })
    .png()
    .toBuffer();
  const set = await call("PATCH", { accent: "#FFCC00", logo: base64(png) });
  expect(set.status).toBe(200);
  const view = {
    accent: "#ffcc00",
    logo: {
      url: expect.stringMatching(/^https:\/\/sso\.example\/api\/brand\/logo\/space_\w+\/[0-9a-f]{64}$/),
      width: 300,
      height: 100,
    },
    darkLogo: null,
  };
  expect(await set.json()).toEqual(view);
  expect(await (await call("GET")).json()).toEqual(view);
  const removed = await call("PATCH", { logo: null });
  expect(await removed.json()).toMatchObject({ accent: "#ffcc00", logo: null });
});

test.each([
  ["an SVG", { logo: base64("<svg><script>alert(1)</script></svg>") }, "logo_is_svg"],
  ["a file of another kind", { darkLogo: base64("GIF89a") }, "logo_type"],
  ["what is not Base64", { logo: "<svg>" }, "invalid_field"],
  ["a colour that is none", { accent: "red" }, "invalid_field"],
  ["a name", { name: "Somebody else" }, "unknown_field"],
])("it is refused %s", async (_name, body, code) => {
  const answer = await call("PATCH", body);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code });
});
