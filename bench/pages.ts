import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeSigningKey } from "@/lib/protocols/saml/testing/signing-key";
import { buildApplication } from "@/scripts/run-next";
import { Wire } from "./login/client";
import { type Place, places } from "./login/places";
import { startMeasured } from "./login/server";
import { consoleAddresses } from "./pages/addresses";
import { company, fillCompany } from "./pages/company";
import { type MeasuredPage, measurePage } from "./pages/measure-page";
import { signInAtForm } from "./pages/sign-in-at-form";

// Asks the production server for every page of the console of a large company, and reports the time of each beside a
// page that shows next to nothing, in the same run. See docs/performance.md.
//
// npm run bench:pages
//
// PAGES_BENCH_ROUNDS how often each page is asked for (30) PAGES_BENCH_ONLY a part of the addresses to ask for

const rounds = Number(process.env.PAGES_BENCH_ROUNDS ?? 30);
const only = process.env.PAGES_BENCH_ONLY ?? "";
const port = Number(process.env.LAB_PORT ?? 3100) + 60;
const url = `http://localhost:${port}`;
const encryptionKeys = `bench:${Buffer.alloc(32, 7).toString("base64")}`;
/** Asks for a session and says who is signed in. */
const trivial = "/logout";
/** What a page of the console may take, in milliseconds. */
const allowed = 60;

async function bench(place: Place): Promise<void> {
  const database = await place.open();
  await fillCompany(database.opened, {
    encryptionKeys,
    samlCertificate: makeSigningKey({ rsa: 2048 }).certificatePem,
    oidcIssuer: "https://idp.bench.example",
  });
  await database.opened.close();
  const server = await startMeasured({
    ...database.settings,
    APP_URL: url,
    PORT: String(port),
    ENCRYPTION_KEYS: encryptionKeys,
    NEXTAUTH_SECRET: "a secret for nothing but this bench",
  });
  const wire = new Wire();
  try {
    const browser = await signInAtForm(wire.browser(), url, company);
    const measured: MeasuredPage[] = [];
    for (const address of consoleAddresses().filter((one) => one.includes(only))) {
      const page = await measurePage(
        { browser, url, rounds, pid: server.pid, databasePids: await database.pids() },
        { address, trivial },
      );
      console.log(lineOf(page));
      measured.push(page);
    }
    const slow = measured.filter(({ median }) => median > allowed);
    console.log(`\n${measured.length} pages, ${slow.length} slower than ${allowed} ms`);
  } finally {
    wire.close();
    await server.stop();
    await database.remove();
  }
}

const ms = (time: number) => time.toFixed(1).padStart(6);

function lineOf({ address, median, p95, trivialMedian, serverMs, databaseMs, bytes, words }: MeasuredPage) {
  const path = address.slice(company.slug.length + 1) || "/";
  return `| ${path.padEnd(62)} | ${ms(median)} | ${ms(p95)} | ${ms(trivialMedian)} | ${ms(serverMs)} | ${ms(databaseMs)} | ${String(Math.round(bytes / 1024)).padStart(4)} | ${String(words).padStart(5)} |`;
}

async function main(): Promise<void> {
  if (!existsSync(join(process.env.NEXT_DIST_DIR ?? ".next", "BUILD_ID"))) await buildApplication();
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
  try {
    const place = places(folder, process.env.TEST_DATABASE_URL).at(-1);
    if (!place) return;
    console.log(
      `${company.people} people, ${company.pending} of them waiting, ${company.connections} connections, ${company.days} days of ${company.signInsADay} sign-ins; ${place.name}, ${rounds} rounds\n`,
    );
    console.log("| page | median, ms | p95 | trivial page | processor | database | KB | words |");
    console.log("| --- | --- | --- | --- | --- | --- | --- | --- |");
    await bench(place);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
