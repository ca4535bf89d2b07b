import { describe, expect, test } from "vitest";
import { readJson } from "./api-body";
import { problemResponse } from "./api-problem";

describe("a problem", () => {
  test("is application/problem+json with a stable type and the status of its kind", async () => {
    const answer = problemResponse(
      "https://sso.example",
      {
        kind: "conflict",
        code: "domain_taken",
        message: "Taken.",
        field: "name",
        received: "acme.example",
        expected: "another",
      },
      { asked: { body: { name: "acme.example" } } },
    );
    const place = { pointer: "#/name", received: "acme.example", expected: "another" };
    expect(answer.status).toBe(409);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(await answer.json()).toEqual({
      type: "https://sso.example/docs/api#problem-domain_taken",
      title: "The request conflicts with the current state",
      status: 409,
      detail: "Taken.",
      code: "domain_taken",
      field: "name",
      ...place,
      errors: [{ field: "name", code: "domain_taken", message: "Taken.", ...place }],
    });
  });

  test("says where it is: in the body, the query, or a header", async () => {
    const problem = { kind: "invalid", code: "invalid_field", message: "No." } as const;
    const place = async (field: string, asked?: { body: unknown }) => {
      const answer = problemResponse("", { ...problem, field }, asked ? { asked } : {});
      const { pointer, parameter, header } = await answer.json();
      return { pointer, parameter, header };
    };
    expect(await place("limit")).toEqual({ parameter: "limit" });
    expect(await place("Idempotency-Key", { body: {} })).toEqual({ header: "Idempotency-Key" });
    expect(await place("rules.0.role", { body: { rules: [] } })).toEqual({ pointer: "#/rules/0/role" });
    // Settings of a connection are beside `configuration` or in it.
    expect(await place("entityId", { body: { configuration: { entityId: "x" } } })).toEqual({
      pointer: "#/configuration/entityId",
    });
    expect(await place("entityId", { body: { entityId: "x" } })).toEqual({ pointer: "#/entityId" });
    expect(await place("entityId", { body: { configuration: {} } })).toEqual({ pointer: "#/entityId" });
  });

  test("says when to retry", () => {
    const answer = problemResponse("", {
      kind: "rate_limited",
      code: "rate_limited",
      message: "",
      retryAfter: 7,
    });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "7"]);
  });
});

describe("a body", () => {
  const post = (body: BodyInit | null, type = "application/json") =>
    new Request("https://sso.example", { method: "POST", body, headers: { "content-type": type } });

  test("is read as JSON; none at all is an empty object", async () => {
    expect(await readJson(post('{"a":1}'), 100)).toEqual({ ok: true, value: { a: 1 }, isEmpty: false });
    expect(await readJson(post(null), 100)).toEqual({ ok: true, value: {}, isEmpty: true });
  });

  test("is refused if it is too large, whatever its declared length", async () => {
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(1000));
      },
    });
    const endless = new Request("https://sso.example", {
      method: "POST",
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(await readJson(endless, 10_000)).toMatchObject({ ok: false, status: 413 });
  });

  test("is refused if it is not JSON", async () => {
    expect(await readJson(post("a=1", "application/x-www-form-urlencoded"), 100)).toMatchObject({
      status: 415,
    });
    expect(await readJson(post("{"), 100)).toMatchObject({ status: 400 });
    expect(await readJson(post(new Uint8Array([0x22, 0xff, 0x22])), 100)).toMatchObject({ status: 400 });
  });
});
