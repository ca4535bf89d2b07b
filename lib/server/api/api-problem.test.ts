import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readJson } from "./api-body";
import { parseProblem, problemResponse } from "./api-problem";

describe("a problem", () => {
  test("is application/problem+json with a stable type and the status of its kind", async () => {
    const answer = problemResponse("https://sso.example", {
      kind: "conflict",
      code: "domain_taken",
      message: "Taken.",
      field: "name",
      received: "acme.example",
      expected: "another",
    });
    expect(answer.status).toBe(409);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(await answer.json()).toEqual({
      type: "https://sso.example/docs/api#problem-domain_taken",
      title: "The request conflicts with the current state",
      status: 409,
      detail: "Taken.",
      code: "domain_taken",
      field: "name",
      received: "acme.example",
      expected: "another",
    });
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

  test("of a schema names every field, the actual and the expected value, but repeats no secret", () => {
    const schema = z.strictObject({
      name: z.string(),
      clientSecret: z.string().min(20),
      nested: z.object({ n: z.number() }),
    });
    const input = { name: 7, clientSecret: "hunter2", nested: { n: "x".repeat(300) }, extra: 1 };
    const parsed = schema.safeParse(input);
    if (parsed.success) throw new Error("parsed");
    const problem = parseProblem(parsed.error, input);
    expect(problem).toMatchObject({ kind: "invalid", field: "name", received: "7", expected: "string" });
    expect(JSON.stringify(problem)).not.toContain("hunter2");
    expect(problem.more?.map(({ field }) => field)).toEqual(["clientSecret", "nested.n", "extra"]);
    expect(problem.more?.find(({ field }) => field === "nested.n")?.received).toHaveLength(200);
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
