import { describe, expect, test } from "vitest";
import { createLog, type LogLevel } from "./log";
import { redact } from "./redact";

function written(
  level: LogLevel,
  work: (log: ReturnType<typeof createLog>) => void,
): Record<string, unknown>[] {
  const lines: string[] = [];
  work(createLog(level, (line) => lines.push(line)));
  return lines.map((line) => JSON.parse(line));
}

describe("the log", () => {
  test("writes one line of JSON per message, from the configured level up", () => {
    const lines = written("warn", (log) => {
      log.info("nobody reads this");
      log.warn("a connection's certificate ends soon", { connectionId: "conn_1", days: 3 });
    });
    expect(lines).toEqual([
      {
        level: "warn",
        time: expect.any(String),
        pid: process.pid,
        connectionId: "conn_1",
        days: 3,
        message: "a connection's certificate ends soon",
      },
    ]);
  });

  test("writes nothing if it is silent", () => {
    expect(written("silent", (log) => log.error("no"))).toEqual([]);
  });
});

describe("the log's fields", () => {
  test("hide every value with a secret's name, at any depth", () => {
    const planted = {
      password: "canary",
      newPassword: "canary",
      client_secret: "canary",
      "set-cookie": ["canary"],
      SAMLResponse: "canary",
      headers: new Headers({ authorization: "Bearer canary", cookie: "session=canary" }),
      deep: [{ access_token: "canary", privateKeyPem: "canary", totpSealed: "canary" }],
      token: { value: "canary" },
    };
    expect(JSON.stringify(redact(planted))).not.toContain("canary");
  });

  test("hide secrets in running text and addresses", () => {
    const planted = {
      note: "sent Authorization: Bearer canary-canary",
      url: new URL("https://ann:canary@idp.example/cb?code=canary&state=1"),
      smtp: "smtp://mail:canary@mail.example",
    };
    expect(JSON.stringify(redact(planted))).not.toContain("canary");
    expect(redact(planted).url).toContain("state=1");
  });

  test("keep numbers and harmless names that only sound alike", () => {
    const fields = { tokens: 3, hasPassword: true, tokenId: "tok_1", code: "audience", spaceId: "space_1" };
    expect(redact(fields)).toEqual(fields);
  });

  test("contain an error with its cause, and a failed statement without its parameters", () => {
    // As Drizzle creates it.
    const params = ["canary\n    at canary"];
    const message = `Failed query: insert into users values ($1)\nparams: ${params}`;
    const failed = Object.assign(new Error(message, { cause: new Error("taken") }), { params });
    const line = redact({ error: failed });
    expect(line).toMatchObject({
      error: { message: "Failed query: insert into users values ($1)", cause: { message: "taken" } },
    });
    expect(JSON.stringify(line)).not.toContain("canary");
  });

  test("contain no object of a driver that hangs on an error, and its own fields", () => {
    class Connection {
      secretKey = 70_711;
      options = { ssl: { key: "canary" } };
    }
    const failed = Object.assign(new Error("lost"), { code: "ECONNRESET", client: new Connection() });
    const line = redact({ error: failed, facts: { kept: 1 } });
    expect(line).toMatchObject({ error: { code: "ECONNRESET", client: "[Connection]" }, facts: { kept: 1 } });
    expect(JSON.stringify(line)).not.toMatch(/canary|70711/);
  });

  test("have a bounded size, whatever is passed", () => {
    const circle: Record<string, unknown> = { name: "x".repeat(1_000_000) };
    circle.self = circle;
    circle.list = Array.from({ length: 100_000 }, () => "item");
    expect(JSON.stringify(redact({ circle })).length).toBeLessThan(10_000);
  });
});
