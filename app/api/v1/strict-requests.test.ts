import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storedDigest } from "@/lib/db/testing/stored-digest";
import { createOperatorToken } from "@/lib/features/tokens/operator-tokens";
import { operatorScopes } from "@/lib/model/tokens/operator-token";
import { type AnyOperation, allOperations } from "@/lib/server/api/openapi/all-operations";
import { jsonSchema } from "@/lib/server/api/openapi/json-schema";
import { pointerOf } from "@/lib/server/api/problem-place";
import {
  aWorld,
  closeApi,
  integration,
  openApi,
  send,
  value,
  type World,
} from "@/lib/server/api/testing/api-world";
import {
  at,
  type JsonSchema,
  sampleOf,
  strictObjectsOf,
  withAt,
  wrongTypesOf,
} from "@/lib/server/api/testing/schema-samples";
import type { AppDependencies } from "@/lib/server/process/dependencies";

let deps: AppDependencies;
let world: World;
let tokens: { space: string; operator: string };
let applicationId: string;

beforeAll(async () => {
  deps = await openApi();
  world = await aWorld("strict");
  const operator = { kind: "operator", id: null, name: "Olga", address: null } as const;
  const input = { name: "backend", scopes: [...operatorScopes], expiresAt: null };
  tokens = {
    space: await integration(world),
    operator: value(await createOperatorToken(deps, operator, input)).token,
  };
  const made = await ask({ method: "post", path: "/applications", operator: true }, JSON.stringify(notes));
  expect(made.status).toBe(201);
  applicationId = made.json.id;
  // The test counts its calls by the hundred; a token may make 600 a minute.
  deps.rateLimits.count = async () => ({
    ...{ limit: 600, windowSeconds: 60, remaining: 600, resetSeconds: 60, wait: 0, over: 0 },
  });
}, 300_000);
afterAll(closeApi);

const notes = { name: "Notes", redirectUris: ["https://notes.example/callback"] };

type Asked = Pick<AnyOperation, "method" | "path"> & { operator?: true };

async function ask(operation: Asked, body: string | undefined, query = "") {
  const collection = /\{slug\}\/([\w-]+)/.exec(operation.path)?.[1] ?? "";
  const id = operation.path.startsWith("/applications") ? applicationId : world.ids[collection];
  const params: Record<string, string | undefined> = { ...world.ids, slug: world.space.slug, id };
  const address = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "none");
  const token = "operator" in operation ? tokens.operator : tokens.space;
  const answer = await send(
    new Request(`https://sso.example/api/v1${address}${query}`, {
      method: operation.method.toUpperCase(),
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body }),
    }),
  );
  const text = await answer.text();
  return { status: answer.status, json: text ? JSON.parse(text) : null };
}

const stored = () => storedDigest(deps.database.db);

const withBody = allOperations.filter(({ body }) => body);
/** Of these, a call without fields means something: it changes nothing that has been set. */
const mayBeEmpty = ["createSetupLink"];
/** JWKs are objects with members that anybody may define (RFC 7517 §4). */
const open = (path: string) => path.startsWith("#/jwks/keys/0");

describe.each(withBody.map((operation) => [operation.id, operation] as const))(
  "the body of %s",
  (_, operation) => {
    const schema = jsonSchema(operation.body ?? never(), "input") as JsonSchema;
    const sample = sampleOf(schema);
    const pointers = ({ json }: { json: { errors?: { pointer: string; code: string }[] } }, code: string) =>
      (json.errors ?? []).filter((one) => one.code === code).map(({ pointer }) => pointer);

    test("is strict at every depth, and a refused one changes nothing", async () => {
      const before = await stored();
      if (!operation.bodyOptional) {
        expect(await ask(operation, undefined)).toMatchObject({
          status: 422,
          json: { code: "body_missing", pointer: "#" },
        });
        if (!mayBeEmpty.includes(operation.id)) {
          const { status, json } = await ask(operation, "{}");
          expect(status).toBe(422);
          expect(json.errors.length).toBeGreaterThan(0);
          for (const { pointer } of json.errors) expect(pointer).toMatch(/^#/);
        }
      }
      for (const wrong of ["[]", "null", "1", '"text"'])
        expect((await ask(operation, wrong)).status, wrong).toBe(422);
      expect(await ask(operation, "{")).toMatchObject({ status: 400, json: { code: "malformed_json" } });

      for (const path of strictObjectsOf(schema)) {
        const unknown = [...path, "no_such~/field"];
        const body = withAt(sample, path, { ...(at(sample, path) as object), "no_such~/field": 1 });
        const refused = await ask(operation, JSON.stringify(body));
        expect(refused.status).toBe(422);
        expect(pointers(refused, "unknown_field")).toContain(pointerOf(unknown));
      }
      for (const { path, value } of wrongTypesOf(schema)) {
        const pointer = pointerOf(path);
        if (open(pointer)) continue;
        const refused = await ask(operation, JSON.stringify(withAt(sample, path, value)));
        expect(refused.status, pointer).toBe(422);
        const found = [...pointers(refused, "invalid_field"), ...pointers(refused, "unknown_field")];
        expect(
          found.some((one) => one === pointer || one.startsWith(`${pointer}/`)),
          `${pointer} of ${found.join(" ")}`,
        ).toBe(true);
        const message = refused.json.errors.find(
          (one: { pointer: string }) => one.pointer === pointer,
        )?.message;
        expect(message ?? "", pointer).not.toContain("is missing");
      }
      expect(await stored()).toBe(before);
    }, 120_000);
  },
);

test.each(allOperations.map((operation) => [operation.id, operation] as const))(
  "%s refuses a query name that it does not know, and one that is repeated",
  async (_, operation) => {
    const before = await stored();
    expect(await ask(operation, undefined, "?no_such=1")).toMatchObject({
      status: 422,
      json: { code: "unknown_field", errors: [{ parameter: "no_such" }] },
    });
    expect(await ask(operation, undefined, "?limit=1&limit=2")).toMatchObject({
      status: 422,
      json: { code: "invalid_field", parameter: "limit" },
    });
    expect(await stored()).toBe(before);
  },
  60_000,
);

test.each(
  allOperations.filter(({ body, method }) => !body && method !== "get").map((one) => [one.id, one] as const),
)(
  "%s, which takes no body, refuses one that says something",
  async (_, operation) => {
    const before = await stored();
    expect(await ask(operation, '{"force":true}')).toMatchObject({
      status: 422,
      json: { code: "unknown_field", pointer: "#/force" },
    });
    expect(await stored()).toBe(before);
  },
  60_000,
);

function never(): never {
  throw new Error("the operation has no body");
}
