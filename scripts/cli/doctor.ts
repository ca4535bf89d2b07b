import type { Command } from "commander";
import { createTransport } from "nodemailer";
import { databaseClock, migrationState } from "@/lib/db/driver/database-facts";
import { sealedValuesIn } from "@/lib/db/repositories/sealed-values";
import { opens } from "@/lib/features/maintenance/rotate-keys";
import { type LiveProvider, listLiveProviders } from "@/lib/features/sign-in/list-live-providers";
import { sealedColumns } from "@/lib/ports/sealed-values";
import { databaseName } from "@/lib/server/process/database-name";
import { type AppDependencies, closeDependencies, dependencies } from "@/lib/server/process/dependencies";
import { whyNotStarted } from "@/lib/server/process/why-not-started";
import { bad, type Finding, good } from "./finding";
import { certificateFindings, outgoingFindings } from "./provider-findings";
import { type Common, command, print } from "./run";

/** `doctor`. */
export function addDoctorCommand(program: Command): void {
  command(
    program,
    "doctor",
    "checks everything that can be wrong; each line is ok or says what to do",
  ).action(async (options: Common) => {
    process.env.LOG_LEVEL = "silent";
    const findings = await examine();
    const width = Math.max(...findings.map(({ check }) => check.length));
    const lines = findings.map(
      ({ check, ok, message }) => `${ok ? "ok   " : "FAULT"} ${check.padEnd(width)}  ${message}`,
    );
    const healthy = findings.every(({ ok }) => ok);
    print(options, { text: lines.join("\n"), value: { healthy, findings }, exitCode: healthy ? 0 : 1 });
  });
}

async function examine(): Promise<Finding[]> {
  let deps: AppDependencies;
  try {
    deps = await dependencies();
  } catch (error) {
    return [bad("start", whyNotStarted(error))];
  }
  try {
    const providers: LiveProvider[] = [];
    for await (const provider of listLiveProviders(deps)) providers.push(provider);
    const reached = await outgoingFindings(deps, providers);
    return [
      ...settingsFindings(deps),
      await databaseFinding(deps),
      await keysFinding(deps),
      await mailFinding(deps),
      await clockFinding(deps, reached.dates),
      ...reached.findings,
      ...certificateFindings(providers, deps.now()),
    ];
  } finally {
    await closeDependencies();
  }
}

function settingsFindings({ env }: AppDependencies): Finding[] {
  if (env.warnings.length > 0) return env.warnings.map((warning) => bad("settings", `${warning}.`));
  return [good("settings", `APP_URL is ${env.appUrl}`)];
}

async function databaseFinding({ database, env }: AppDependencies): Promise<Finding> {
  const { included, applied } = await migrationState(database.db);
  const { fault } = await database.state();
  const name = databaseName(env);
  if (fault !== null) return bad("database", `${name}; it cannot serve (${fault}). See PostgreSQL's log.`);
  if (applied === included) return good("database", `${name}; all ${included} migrations are applied`);
  return bad(
    "database",
    `${name}; ${applied} migrations are applied and this version has ${included}. Run the version that wrote it.`,
  );
}

async function keysFinding({ database, env, vault }: AppDependencies): Promise<Finding> {
  const values = sealedValuesIn(database.db);
  const ring = env.keyRing;
  let old = 0;
  for (const column of sealedColumns) {
    for (const { keyId, values: count } of await values.countByKey(column)) {
      if (!ring.byId(keyId))
        return bad(
          "keys",
          `${count} secrets are sealed under the key “${keyId}”. Put it back into ENCRYPTION_KEYS.`,
        );
      const one = await values.oneUnder(column, keyId);
      if (one && !opens(vault, column, one))
        return bad(
          "keys",
          `the key “${keyId}” in ENCRYPTION_KEYS does not open what was sealed under it (${column} of ${one.rowId}). It is another key of the same name: put the right one back.`,
        );
      if (keyId !== ring.current.id) old += count;
    }
  }
  if (old > 0) return bad("keys", `${old} secrets are sealed under older keys. Run “gatehouse keys rotate”.`);
  return good(
    "keys",
    `every secret is sealed under the key “${ring.current.id}”, which opens one of each kind`,
  );
}

async function mailFinding({ env }: AppDependencies): Promise<Finding> {
  if (!env.smtp) return good("mail", "no SMTP_URL: messages stay in the outbox on the operator's pages");
  const { host } = new URL(env.smtp.url);
  const transport = createTransport(env.smtp.url, {
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  });
  try {
    await transport.verify();
    return good("mail", `${host} accepts our messages`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no answer";
    return bad("mail", `${host} does not accept our messages (${code}). Check SMTP_URL.`);
  } finally {
    transport.close();
  }
}

const tolerableSeconds = 60;

/** Assertions live for minutes: a wrong clock refuses everybody. Compared with the database's and the providers'. */
async function clockFinding({ database, now }: AppDependencies, dates: Date[]): Promise<Finding> {
  const others = database.kind === "embedded" ? dates : [await databaseClock(database.db), ...dates];
  if (others.length === 0)
    return good("clock", `${now().toISOString()}; there is no other clock to compare it with`);
  const offs = others
    .map((other) => Math.round((now().getTime() - other.getTime()) / 1000))
    .sort((a, b) => a - b);
  // The median: a provider's own clock may be wrong.
  const off = offs[Math.floor(offs.length / 2)] ?? 0;
  if (Math.abs(off) <= tolerableSeconds) return good("clock", `within ${Math.abs(off)} s of others`);
  return bad(
    "clock",
    `${Math.abs(off)} s ${off > 0 ? "ahead of" : "behind"} others. Set this machine's clock by NTP.`,
  );
}
