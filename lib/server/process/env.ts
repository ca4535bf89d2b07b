import { z } from "zod";
import type { Pooler } from "@/lib/db/driver/open-postgresql";
import { usualBegins } from "@/lib/db/repositories/rate-limits";
import { type KeyRing, parseKeyRing } from "@/lib/infra/crypto/key-ring";
import { parseAllowList } from "@/lib/infra/http-client/allow-list";
import { type LogLevel, logLevels } from "@/lib/infra/log/log";
import type { TraceExporter } from "@/lib/infra/tracing/start-tracing";
import { isLoopbackUrl } from "@/lib/server/http/loopback";
import { SettingsError } from "./settings-error";
import { storedKeys } from "./stored-keys";

/** The settings of the process; see `.env.example`. */
export interface Settings {
  /** Without a slash at the end. */
  appUrl: string;
  port: number;
  /** How many processes answer on that port. */
  workers: number;
  /** `null`: the embedded database in `dataDir`. */
  databaseUrl: string | null;
  /** What stands between us and the database server. */
  databasePooler: Pooler;
  dataDir: string;
  keyRing: KeyRing;
  nextAuthSecret: string;
  /** `null`: messages stay in the outbox. */
  smtp: { url: string; from: string } | null;
  outboundAllow: string[];
  dnsServers: string[];
  logLevel: LogLevel;
  /** Whether every answered request is written to the log. */
  accessLog: boolean;
  rateLimitFactor: number;
  /** How many sign-ins may be begun within a minute from one address at one connection and come to nothing. */
  beginLimit: number;
  /** How many proxies in front append the address they saw to X-Forwarded-For. */
  trustedProxies: number;
  /** How long the process still answers after it was asked to stop, so that a proxy can take it out. */
  stopGraceSeconds: number;
  /** The token for `/metrics`; `null`: it answers this machine only. */
  metricsToken: string | null;
  /** Where traces are sent; `null`: none are recorded. */
  traces: TraceExporter | null;
  /** Sentences for the log: settings that work, but are probably not intended. */
  warnings: string[];
}

const entries = (text: string) => text.split(",").flatMap((entry) => entry.trim() || []);

function isUrl(text: string, ...protocols: string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== "";
}

function isOrigin(text: string): boolean {
  if (!isUrl(text, "http:", "https:")) return false;
  const { pathname, search, hash, username, password } = new URL(text);
  return pathname === "/" && !search && !hash && !username && !password;
}

function isAllowList(text: string): boolean {
  try {
    return parseAllowList(entries(text)).size > 0;
  } catch {
    return false;
  }
}

const whole = (least: number, most: number) => {
  const expected = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .refine((number) => number >= least && number <= most, expected);
};

const dnsServer = /^(\[[0-9a-fA-F:]+\]|\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F:]+)(?<!:)(:\d{1,5})?$/;
const keysExpected =
  "comma-separated id:base64 entries, each the base64 of 32 random bytes, the current key first";

const collector = z
  .string()
  .refine((text) => isUrl(text, "http:", "https:"), "the http or https address of a collector");
const otlpProtocol = z.literal("http/protobuf", "http/protobuf, the one protocol that is supported");

// The message of every check is the text after "expected".
const schema = z.object({
  APP_URL: z.string().refine(isOrigin, "an http or https address without a path").optional(),
  PORT: whole(1, 65_535).default(3000),
  WORKERS: whole(1, 64).default(1),
  DATABASE_URL: z
    .string()
    .refine((text) => isUrl(text, "postgres:", "postgresql:"), "a postgres:// or postgresql:// address")
    .optional(),
  DATABASE_POOLER: z.enum(["session"], "session, the one pool mode that is supported").optional(),
  DATA_DIR: z.string().default(".data"),
  ENCRYPTION_KEYS: z.string().optional(),
  NEXTAUTH_SECRET: z.string().min(32, "at least 32 random characters").optional(),
  SMTP_URL: z
    .string()
    .refine((text) => isUrl(text, "smtp:", "smtps:"), "an smtp:// or smtps:// address")
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>@\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      "an address, or a name and <an address>",
    )
    .optional(),
  OUTBOUND_ALLOW: z.string().refine(isAllowList, "comma-separated host:port entries").optional(),
  DNS_SERVERS: z
    .string()
    .refine((text) => entries(text).every((entry) => dnsServer.test(entry)), "comma-separated IP addresses")
    .optional(),
  LOG_LEVEL: z.enum(logLevels, `one of ${logLevels.join(", ")}`).default("info"),
  ACCESS_LOG: z.enum(["on", "off"], "on or off").default("off"),
  RATE_LIMIT_FACTOR: whole(1, 1_000_000).default(1),
  SIGN_IN_BEGIN_LIMIT: whole(20, 100_000).default(usualBegins),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  STOP_GRACE_SECONDS: whole(0, 300).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, "at least 16 random characters, without spaces")
    .optional(),
  OTEL_SDK_DISABLED: z.enum(["true", "false"], "true or false").optional(),
  OTEL_TRACES_EXPORTER: z.enum(["otlp", "console", "none"], "otlp, console or none").optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: otlpProtocol.optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: otlpProtocol.optional(),
});

/** The names of all settings, to check that the operator's guide is complete. */
export const settingNames = Object.keys(schema.shape);

type Source = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings; an empty one counts as absent. With the embedded database the two keys that are absent are read
 * from its folder, or created there. Throws `SettingsError` for the first that is wrong or missing.
 */
export function readSettings(source: Source): Settings {
  const named = settingNames.flatMap((name) => (source[name]?.trim() ? [[name, source[name]?.trim()]] : []));
  const parsed = schema.safeParse(Object.fromEntries(named));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new SettingsError(name, `is ${shown(name, source[name] ?? "")}`, issue?.message ?? "another value");
  }
  const given = parsed.data;
  const databaseUrl = given.DATABASE_URL ?? null;
  if (given.SMTP_URL && !given.MAIL_FROM) {
    throw new SettingsError("MAIL_FROM", "is missing", "the sender's address, because SMTP_URL is set");
  }
  if (databaseUrl === null && given.WORKERS > 1) {
    throw new SettingsError(
      "WORKERS",
      `is ${given.WORKERS}`,
      "1 without DATABASE_URL: the embedded database has one owner",
    );
  }
  const kept =
    databaseUrl === null ? storedKeys(given.DATA_DIR, given.ENCRYPTION_KEYS, given.NEXTAUTH_SECRET) : null;
  const nextAuthSecret = given.NEXTAUTH_SECRET ?? kept?.nextAuthSecret;
  if (!nextAuthSecret)
    throw new SettingsError("NEXTAUTH_SECRET", "is missing", "at least 32 random characters");
  const appUrl = new URL(given.APP_URL ?? `http://localhost:${given.PORT}`).origin;
  return {
    appUrl,
    port: given.PORT,
    workers: given.WORKERS,
    databaseUrl,
    databasePooler: given.DATABASE_POOLER ?? "none",
    dataDir: given.DATA_DIR,
    keyRing: keyRingOf(given.ENCRYPTION_KEYS ?? kept?.encryptionKeys),
    nextAuthSecret,
    smtp: given.SMTP_URL && given.MAIL_FROM ? { url: given.SMTP_URL, from: given.MAIL_FROM } : null,
    outboundAllow: entries(given.OUTBOUND_ALLOW ?? ""),
    dnsServers: entries(given.DNS_SERVERS ?? ""),
    logLevel: given.LOG_LEVEL,
    accessLog: given.ACCESS_LOG === "on",
    rateLimitFactor: given.RATE_LIMIT_FACTOR,
    beginLimit: given.SIGN_IN_BEGIN_LIMIT,
    trustedProxies: given.TRUSTED_PROXIES,
    // The embedded database has one owner: nobody else could take over meanwhile.
    stopGraceSeconds: given.STOP_GRACE_SECONDS ?? (databaseUrl === null ? 0 : 5),
    metricsToken: given.METRICS_TOKEN ?? null,
    traces: tracesOf(given),
    warnings: warningsOf(appUrl, given.RATE_LIMIT_FACTOR),
  };
}

function keyRingOf(text: string | undefined): KeyRing {
  if (!text) throw new SettingsError("ENCRYPTION_KEYS", "is missing", keysExpected);
  const ring = parseKeyRing(text);
  if ("problem" in ring)
    throw new SettingsError("ENCRYPTION_KEYS", `is wrong: ${ring.problem}`, keysExpected);
  return ring;
}

/** OpenTelemetry's own default is a collector on this machine; here nothing is sent until somebody names one. */
function tracesOf(given: z.infer<typeof schema>): TraceExporter | null {
  const { OTEL_SDK_DISABLED: disabled, OTEL_TRACES_EXPORTER: exporter } = given;
  if (disabled === "true" || exporter === "none") return null;
  const isNamed = given.OTEL_EXPORTER_OTLP_ENDPOINT ?? given.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  return exporter ?? (isNamed ? "otlp" : null);
}

/** The received value, as far as it may be shown. */
function shown(name: string, value: string): string {
  if (name === "NEXTAUTH_SECRET" || name === "METRICS_TOKEN") return `${value.trim().length} characters long`;
  const masked = value.trim().replace(/^([^\s:]*:\/\/[^\s:/@]*:)[^\s@]*@/, "$1…@");
  const safe =
    name.endsWith("_URL") && /@/.test(value) && masked === value.trim() ? "not a plain address" : null;
  return safe ?? JSON.stringify(masked.slice(0, 200));
}

function warningsOf(appUrl: string, factor: number): string[] {
  return [
    ...(appUrl.startsWith("http:") && !isLoopbackUrl(appUrl)
      ? ["APP_URL is not https: cookies and responses of identity providers travel unprotected"]
      : []),
    ...(factor > 1 ? [`RATE_LIMIT_FACTOR is ${factor}: attempts are limited ${factor} times less`] : []),
  ];
}

const shared = globalThis as typeof globalThis & { gatehouseSettings?: Settings };

/**
 * The settings of this process, read once. Gives next-auth its address and secret, which it reads from the
 * environment. Throws `SettingsError`.
 */
export function settings(): Settings {
  shared.gatehouseSettings ??= readSettings(process.env);
  process.env.NEXTAUTH_URL = shared.gatehouseSettings.appUrl;
  process.env.NEXTAUTH_SECRET = shared.gatehouseSettings.nextAuthSecret;
  return shared.gatehouseSettings;
}
