import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readSettings, settingNames } from "./env";
import { SettingsError } from "./settings-error";

const key = Buffer.alloc(32, 7).toString("base64");
const server = {
  DATABASE_URL: "postgres://gatehouse:canary@db.example/gatehouse",
  ENCRYPTION_KEYS: `a:${key}`,
  NEXTAUTH_SECRET: "x".repeat(32),
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-env-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function refusal(source: Record<string, string>): string {
  try {
    readSettings(source);
    return "accepted";
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message;
  }
}

describe("the settings", () => {
  test("have sensible defaults", () => {
    const found = readSettings({ DATA_DIR: join(folder, "data") });
    expect(found).toMatchObject({
      appUrl: "http://localhost:3000",
      port: 3000,
      databaseUrl: null,
      smtp: null,
      outboundAllow: [],
      dnsServers: [],
      logLevel: "info",
      rateLimitFactor: 1,
      trustedProxies: 0,
      stopGraceSeconds: 0,
      warnings: [],
    });
  });

  test("are read, blanks and a slash at the end of the address are removed, an empty one counts as absent", () => {
    const found = readSettings({
      ...server,
      APP_URL: " https://SSO.example/ ",
      PORT: "8080",
      SMTP_URL: "smtp://mail:secret@mail.example:587",
      MAIL_FROM: "Gatehouse <sso@orchard.example>",
      OUTBOUND_ALLOW: "localhost:4000, 127.0.0.1:4001",
      DNS_SERVERS: "192.0.2.1,[2001:db8::1]:53",
      LOG_LEVEL: "warn",
      RATE_LIMIT_FACTOR: "",
      TRUSTED_PROXIES: "1",
      STOP_GRACE_SECONDS: "20",
    });
    expect(found).toMatchObject({
      appUrl: "https://sso.example",
      databaseUrl: server.DATABASE_URL,
      smtp: { url: "smtp://mail:secret@mail.example:587", from: "Gatehouse <sso@orchard.example>" },
      outboundAllow: ["localhost:4000", "127.0.0.1:4001"],
      dnsServers: ["192.0.2.1", "[2001:db8::1]:53"],
      rateLimitFactor: 1,
      trustedProxies: 1,
      stopGraceSeconds: 20,
    });
    expect(readSettings(server).stopGraceSeconds).toBe(5);
    expect(found.keyRing.current.id).toBe("a");
  });

  test("follow the port if no address is given", () => {
    expect(readSettings({ ...server, PORT: "4100" }).appUrl).toBe("http://localhost:4100");
  });

  test("warn of an address that is neither https nor this machine", () => {
    expect(readSettings({ ...server, APP_URL: "http://sso.example" }).warnings).toHaveLength(1);
    expect(readSettings({ ...server, APP_URL: "http://127.0.0.1:3000" }).warnings).toEqual([]);
  });

  test.each([
    [
      { APP_URL: "sso.example" },
      'APP_URL is "sso.example"; expected an http or https address without a path.',
    ],
    [{ APP_URL: "https://sso.example/app" }, /^APP_URL is .*without a path\.$/],
    [{ PORT: "http" }, 'PORT is "http"; expected a whole number from 1 to 65535.'],
    [{ PORT: "70000" }, 'PORT is "70000"; expected a whole number from 1 to 65535.'],
    [
      { DATABASE_URL: "mysql://a:canary@db" },
      'DATABASE_URL is "mysql://a:…@db"; expected a postgres:// or postgresql:// address.',
    ],
    [
      { ENCRYPTION_KEYS: "a:Y2FuYXJ5" },
      /^ENCRYPTION_KEYS is wrong: key "a" has 6 bytes; expected comma-separated id:base64/,
    ],
    [
      { NEXTAUTH_SECRET: "canary" },
      "NEXTAUTH_SECRET is 6 characters long; expected at least 32 random characters.",
    ],
    [
      { SMTP_URL: "smtp://mail.example" },
      "MAIL_FROM is missing; expected the sender's address, because SMTP_URL is set.",
    ],
    [{ MAIL_FROM: "Gatehouse" }, /^MAIL_FROM is "Gatehouse"; expected an address/],
    [
      { OUTBOUND_ALLOW: "localhost" },
      'OUTBOUND_ALLOW is "localhost"; expected comma-separated host:port entries.',
    ],
    [{ DNS_SERVERS: "ns.example" }, 'DNS_SERVERS is "ns.example"; expected comma-separated IP addresses.'],
    [{ LOG_LEVEL: "loud" }, 'LOG_LEVEL is "loud"; expected one of error, warn, info, debug, silent.'],
    [{ RATE_LIMIT_FACTOR: "0" }, 'RATE_LIMIT_FACTOR is "0"; expected a whole number from 1 to 1000000.'],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4317" },
      'OTEL_EXPORTER_OTLP_ENDPOINT is "collector:4317"; expected the http or https address of a collector.',
    ],
    [
      { OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" },
      'OTEL_EXPORTER_OTLP_PROTOCOL is "grpc"; expected http/protobuf, the one protocol that is supported.',
    ],
    [{ TRUSTED_PROXIES: "-1" }, 'TRUSTED_PROXIES is "-1"; expected a whole number from 0 to 10.'],
  ])("name what is wrong, the received and the expected value: %o", (change, line) => {
    const message = refusal({ ...server, ...change });
    expect(message).toMatch(line);
    expect(message).not.toMatch(/canary|\n/);
  });

  test.each([
    [{}, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" }, "otlp"],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://collector.example/v1/traces" }, "otlp"],
    [{ OTEL_TRACES_EXPORTER: "otlp" }, "otlp"],
    [{ OTEL_TRACES_EXPORTER: "console" }, "console"],
    [{ OTEL_TRACES_EXPORTER: "none", OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" }, null],
    [{ OTEL_SDK_DISABLED: "true", OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" }, null],
  ])("say where traces go: %o", (change, to) => {
    expect(readSettings({ ...server, ...change }).traces).toBe(to);
  });

  test("are documented with their meaning in the operator's guide and in the example file", () => {
    const read = (name: string) => readFileSync(join(import.meta.dirname, "../../..", name), "utf8");
    const [guide, example] = [read("docs/operations.md"), read(".env.example")];
    for (const name of settingNames) {
      expect(guide).toMatch(new RegExp(`^\\| \`${name}\` \\| \\S.*\\| .*\\|$`, "m"));
      expect(example).toMatch(new RegExp(`^# ${name}=`, "m"));
    }
  });

  test("require the keys if the database is not embedded", () => {
    const { ENCRYPTION_KEYS, NEXTAUTH_SECRET, DATABASE_URL } = server;
    expect(refusal({ DATABASE_URL, NEXTAUTH_SECRET })).toMatch(/^ENCRYPTION_KEYS is missing; /);
    expect(refusal({ DATABASE_URL, ENCRYPTION_KEYS })).toMatch(/^NEXTAUTH_SECRET is missing; /);
  });
});

describe("the keys of the embedded database", () => {
  test("are created once, readable by the owner only", () => {
    const source = { DATA_DIR: join(folder, "data") };
    const first = readSettings(source);
    const file = join(folder, "data", "keys.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const second = readSettings(source);
    expect(second.keyRing.current).toEqual(first.keyRing.current);
    expect(second.nextAuthSecret).toBe(first.nextAuthSecret);
  });

  test("are not stored if they are given from outside", () => {
    readSettings({ DATA_DIR: folder, ENCRYPTION_KEYS: server.ENCRYPTION_KEYS });
    expect(readFileSync(join(folder, "keys.json"), "utf8")).not.toContain(key);
    expect(refusal({ DATA_DIR: folder })).toMatch(/^ENCRYPTION_KEYS is missing/);
  });

  test("are not created for a database that was written with others", () => {
    mkdirSync(join(folder, "database"));
    expect(refusal({ DATA_DIR: folder })).toMatch(/^ENCRYPTION_KEYS is missing, and so is /);
  });

  test("are refused if the file is damaged", () => {
    writeFileSync(join(folder, "keys.json"), "{");
    expect(refusal({ DATA_DIR: folder })).toMatch(/^DATA_DIR has a damaged /);
  });
});
