import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { makeSigningKey } from "@/lib/protocols/saml/testing/signing-key";
import { buildApplication } from "@/scripts/run-next";
import { applicationTrip } from "./login/application-trip";
import { type Load, type Measured, measure } from "./login/load";
import { named, type Size, samlLoginUrl, type Visitor } from "./login/names";
import { type BenchProvider, startBenchProvider } from "./login/openid-provider";
import { type Place, places } from "./login/places";
import { residentMegabytes } from "./login/process";
import { show, showSteps, signInProcessorMs } from "./login/report";
import { firstAnswer, startMeasured, stopped } from "./login/server";
import { gatehouseTrip, landingPage, peerTrip } from "./login/trips";
import { fillWorld } from "./login/world";

// Signs people in over HTTP at the production server and reports the time: with a small and a large database,
// embedded and on a server, beside a bare server with node-saml. See docs/performance.md.
//
// npm run bench:login
//
// LOGIN_BENCH_ON     embedded,postgresql,peer: which of them LOGIN_BENCH_SIZE   small or large: one of them only
// LOGIN_BENCH_ROUNDS how many sign-ins one at a time (400), and for each crowd
// LOGIN_BENCH_WORKERS 1,2: once with so many workers each, on PostgreSQL (1)

const rounds = Number(process.env.LOGIN_BENCH_ROUNDS ?? 400);
const wanted = (process.env.LOGIN_BENCH_ON ?? "embedded,postgresql,peer").split(",");
const port = Number(process.env.LAB_PORT ?? 3100) + 50;
const crowds = [4, 16];
const workerCounts = (process.env.LOGIN_BENCH_WORKERS ?? "1").split(",").map(Number);
const small: Size = { people: 10, spaces: 1, applications: 1 };
const large: Size = { people: 100_000, spaces: 5_000, applications: 100 };
const { LOGIN_BENCH_SIZE: size } = process.env;
const sizes = size === "small" ? [small] : size === "large" ? [large] : [small, large];
/** Warm-up sign-ins: Node compiles hot code, and connections are used for the first time. */
const warmUp = Number(process.env.LOGIN_BENCH_WARM_UP ?? 2_000);
/** How often the landing page is requested, after all sign-ins: it is a separate matter, with its own garbage. */
const landings = 100;
/** How many of the spaces people come from: a process caches data of a connection it has used before. */
const visitedSpaces = 100;

/** What is measured: a sign-in to Gatehouse by a protocol, or to an application by SAML. */
type Path = "saml" | "oidc" | "application";

const samlKey = makeSigningKey({ rsa: 2048 });
const encryptionKeys = `bench:${Buffer.alloc(32, 7).toString("base64")}`;

/** Iterates over the people, another one each time. */
function visitors({ people, spaces }: Omit<Size, "applications">): (number: number) => Visitor {
  const visited = Math.min(spaces, visitedSpaces);
  const each = people / spaces;
  return (number) => ({
    space: (number % visited) * Math.floor(spaces / visited),
    person: Math.floor(number / visited) % each,
  });
}

/** Warms up, then one at a time and in crowds. Returns the first and the last, the largest crowd. */
async function run(load: Load, prepared: number): Promise<{ alone: Measured; crowd: Measured }> {
  await measure(load, prepared, 1);
  const alone = await measure(load, rounds, 1);
  show(alone);
  let crowd = alone;
  for (const atOnce of crowds) {
    crowd = await measure(load, rounds, atOnce);
    show(crowd);
  }
  return { alone, crowd };
}

async function benchSize(place: Place, size: Size, openid: BenchProvider, workers = 1) {
  console.log(
    `\nGatehouse, ${place.name}, ${size.people} people in ${size.spaces} spaces with a connection each${workers > 1 ? `, ${workers} workers` : ""}`,
  );
  const url = `http://localhost:${port}`;
  const world = { encryptionKeys, samlCertificate: samlKey.certificatePem, oidcIssuer: openid.issuer };
  const database = await place.open();
  await fillWorld(database.opened, size, world);
  await database.opened.close();
  const server = await startMeasured({
    ...database.settings,
    APP_URL: url,
    PORT: String(port),
    ENCRYPTION_KEYS: encryptionKeys,
    NEXTAUTH_SECRET: "a secret for nothing but this bench",
    WORKERS: String(workers),
    OUTBOUND_ALLOW: openid.host,
  });
  try {
    await setTimeout(3_000);
    console.log(`  first answer ${Math.round(server.startMs)} ms after the start`);
    console.log(`  ${Math.round(residentMegabytes(server.pid))} MB idle`);
    const spent = new Map<Path, Spent>();
    for (const protocol of ["saml", "oidc"] as const) {
      console.log(` ${protocol === "saml" ? "SAML, response and assertion signed" : "OpenID Connect"}`);
      const trip = gatehouseTrip(url, protocol, { samlKey, openid });
      const visitorOf = visitors(size);
      const load = { pid: server.pid, databasePids: database.pids, trip, visitorOf };
      spent.set(protocol, spentOf(await run(load, warmUp)));
    }
    console.log(" SAML, to an application and back: tokens and userinfo");
    const trip = applicationTrip(url, samlKey, size);
    const load = { pid: server.pid, databasePids: database.pids, trip, visitorOf: visitors(size) };
    const application = spentOf(await run(load, warmUp));
    spent.set("application", application);
    console.log(
      `    on top of a SAML sign-in: ${(application.processorMs - (spent.get("saml")?.processorMs ?? 0)).toFixed(1)} ms of processor time`,
    );
    const signIn = gatehouseTrip(url, "saml", { samlKey, openid });
    const landing = { trip: landingPage(url, signIn), visitorOf: visitors(size) };
    const landed = { pid: server.pid, databasePids: async () => [], ...landing };
    await measure(landed, landings, 1);
    showSteps(await measure(landed, landings, 1));
    console.log(`  ${Math.round(residentMegabytes(server.pid))} MB afterwards`);
    return spent;
  } finally {
    await server.stop();
    await database.remove();
  }
}

/** What a sign-in costs, one at a time; and how many a second a crowd gets, and what each costs then. */
interface Spent {
  processorMs: number;
  crowd: Measured;
}

const spentOf = ({ alone, crowd }: { alone: Measured; crowd: Measured }): Spent => ({
  processorMs: signInProcessorMs(alone),
  crowd,
});

/** How much more several workers get done than the first number of them, and what it takes of processors. */
function showWorkers(runs: readonly { workers: number; spent: Map<Path, Spent> }[]): void {
  for (const path of ["saml", "oidc"] as const) {
    const rows = runs.flatMap(({ workers, spent }) => {
      const crowd = spent.get(path)?.crowd;
      return crowd ? [{ workers, crowd, perSecond: crowd.signIns / crowd.seconds }] : [];
    });
    console.log(`\n${path}, ${crowds.at(-1)} at once`);
    for (const { workers, crowd, perSecond } of rows)
      console.log(
        `  ${workers} worker${workers > 1 ? "s" : ""}: ${perSecond.toFixed(1)} sign-ins a second, ` +
          `${(perSecond / (rows[0]?.perSecond ?? perSecond)).toFixed(2)} times the first; each takes ` +
          `${crowd.processorMs.toFixed(1)} ms of Gatehouse's processors and ${(crowd.databaseMs ?? 0).toFixed(1)} ms of PostgreSQL's: ` +
          `1,000 a second keep ${crowd.processorMs.toFixed(0)} and ${(crowd.databaseMs ?? 0).toFixed(0)} busy`,
      );
  }
}

async function benchPeer(): Promise<void> {
  console.log("\nA bare Node server with node-saml, requests and sessions in its memory");
  const url = `http://localhost:${port + 1}`;
  const child = spawn(process.execPath, ["--import", "tsx", join("bench", "login-peer.ts")], {
    stdio: "inherit",
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port + 1),
      IDP_CERTIFICATE: samlKey.certificatePem,
      IDP_ISSUER: named.samlEntityId(0),
      IDP_LOGIN_URL: samlLoginUrl,
      PRIVATE_KEY: makeSigningKey({ rsa: 2048 }).privateKeyPem,
    },
  });
  try {
    await firstAnswer(`${url}/ready`, child);
    const load: Load = {
      pid: child.pid ?? 0,
      databasePids: async () => [],
      trip: peerTrip(url, samlKey),
      visitorOf: visitors({ people: 10, spaces: 1 }),
    };
    await run(load, warmUp);
  } finally {
    await stopped(child);
  }
}

async function main(): Promise<void> {
  if (!existsSync(join(process.env.NEXT_DIST_DIR ?? ".next", "BUILD_ID"))) await buildApplication();
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
  const openid = await startBenchProvider();
  try {
    for (const place of places(folder, process.env.TEST_DATABASE_URL)) {
      if (!wanted.includes(place.kind)) continue;
      const spent: Map<Path, Spent>[] = [];
      for (const size of sizes) {
        const runs: { workers: number; spent: Map<Path, Spent> }[] = [];
        for (const workers of place.kind === "postgresql" ? workerCounts : [1])
          runs.push({ workers, spent: await benchSize(place, size, openid, workers) });
        if (runs.length > 1) showWorkers(runs);
        spent.push(...runs.slice(0, 1).map((run) => run.spent));
      }
      const [few, many] = spent;
      for (const [path, { processorMs: ms }] of many ?? [])
        console.log(
          `\n${place.name}: a sign-in (${path}) takes ${(ms / (few?.get(path)?.processorMs ?? ms)).toFixed(2)} times as long with the large database`,
        );
    }
    if (wanted.includes("peer")) await benchPeer();
  } finally {
    await openid.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
