import { setTimeout as wait } from "node:timers/promises";
import { directories, directoryPeople } from "@/drizzle/schema/directories";
import { analyze, insertRows } from "@/lib/db/testing/insert-rows";
import { anOrganization, aSpace } from "@/lib/db/testing/rows";
import { applyAllDue } from "@/lib/features/directories/apply-due";
import {
  type Answered,
  aCustomer,
  type Customer,
  idOf,
  openScimLab,
  type ScimLab,
} from "@/lib/server/scim/testing/scim-lab";

// Measures a directory among 1,000 with 100,000 people, over HTTP on PostgreSQL, the client in the same process. See
// docs/performance.md.
//
// npm run bench:scim
//
// SCIM_BENCH_PEOPLE people of the initial push (10,000) SCIM_BENCH_SECONDS how long 25 requests a second last (30)

const people = Number(process.env.SCIM_BENCH_PEOPLE ?? 10_000);
const seconds = Number(process.env.SCIM_BENCH_SECONDS ?? 30);
const others = { directories: 999, peopleEach: 100 };

/** What all other customers have. */
async function fill({ database, deps }: ScimLab): Promise<void> {
  const space = await aSpace(deps.store, { name: "Others" });
  const organizationId = await anOrganization(deps.store, space.id);
  const at = new Date();
  const ids = Array.from({ length: others.directories }, (_, number) => `dir_other${number}`);
  const rows = ids.map((id) => ({
    id,
    organizationId,
    name: id,
    provider: "generic" as const,
    status: "active" as const,
    createdAt: at,
    activatedAt: at,
  }));
  await insertRows(database.db, directories, rows);
  for (const directoryId of ids) {
    const own = Array.from({ length: others.peopleEach }, (_, number) => {
      const userName = `p${number}@${directoryId}.example`;
      return {
        id: `dperson_${directoryId}_${number}`,
        directoryId,
        organizationId,
        userName,
        userNameKey: userName.toLowerCase(),
        externalId: `ext-${number}`,
        active: true,
        resource: { userName, active: true },
        state: "applied" as const,
        isDue: false,
        isArriving: false,
        createdAt: at,
        updatedAt: at,
      };
    });
    await insertRows(database.db, directoryPeople, own);
  }
  await analyze(database.db);
}

const nameOf = (number: number) => `person${number}@bench.example`;
const filterOf = (name: string) => `/Users?filter=${encodeURIComponent(`userName eq "${name}"`)}`;
const patch = (...Operations: object[]) => ({ Operations });

function expectStatus(answer: Answered, ...statuses: number[]): Answered {
  if (!statuses.includes(answer.status))
    throw new Error(`${answer.status}: ${JSON.stringify(answer.body)?.slice(0, 300)}`);
  return answer;
}

/** As providers do: ask first, then create. Four at once. Waits when it is told to. */
async function initialPush({ send }: Customer, lab: ScimLab): Promise<string[]> {
  const ids: string[] = [];
  const numbers = Array.from({ length: people }, (_, number) => number);
  const work = async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const userName = nameOf(number);
      expectStatus(await send("GET", filterOf(userName)), 200);
      const person = {
        userName,
        externalId: `ext-${number}`,
        name: { givenName: "Person", familyName: String(number) },
      };
      ids[number] = idOf(expectStatus(await send("POST", "/Users", { ...person, active: true }), 201));
      // The limit of 3,000 a minute is a limit of the provider's, not a speed of ours.
      if (number % 1_000 === 0) lab.clock.forward(61);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return ids;
}

interface Times {
  median: number;
  p99: number;
  most: number;
}

function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { median: at(0.5), p99: at(0.99), most: at(1) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** 25 requests a second, whether or not the ones before are answered. */
async function steady({ send }: Customer, ids: readonly string[], groupId: string): Promise<Times> {
  const one = (number: number): Promise<Answered> => {
    const id = ids[(number * 7_919) % ids.length] ?? "";
    if (number % 5 === 4)
      return send(
        "PATCH",
        `/Groups/${groupId}`,
        patch({ op: "Add", path: "members", value: [{ value: id }] }),
      );
    if (number % 5 === 3) return send("GET", filterOf(nameOf((number * 7_919) % ids.length)));
    return send("PATCH", `/Users/${id}`, patch({ op: "Replace", path: "title", value: `Title ${number}` }));
  };
  const running: Promise<number>[] = [];
  for (let number = 0; number < seconds * 25; number += 1) {
    running.push(timed(async () => expectStatus(await one(number), 200, 204)));
    await wait(40);
  }
  return timesOf(await Promise.all(running));
}

async function nothingIsLost({ send }: Customer, ids: readonly string[]): Promise<string> {
  const id = idOf(await send("POST", "/Groups", { displayName: "At once" }));
  const add = (value: string) =>
    send("PATCH", `/Groups/${id}`, patch({ op: "Add", path: "members", value: [{ value }] }));
  const answers = await Promise.all(ids.slice(0, 50).map(add));
  for (const answer of answers) expectStatus(answer, 204);
  const group = await send("GET", `/Groups/${id}`);
  const members = group.body?.members;
  return `${Array.isArray(members) ? members.length : 0} of 50 members`;
}

const ms = (time: number) => `${time.toFixed(1)} ms`;
const memory = () => `${Math.round(process.memoryUsage().rss / 1_048_576)} MiB`;
const line = (what: string, measured: string) => console.log(`| ${what} | ${measured} |`);

async function main(): Promise<void> {
  if (!process.env.TEST_DATABASE_URL) throw new Error("this bench needs PostgreSQL: npm run bench:scim");
  const lab = await openScimLab();
  try {
    await fill(lab);
    const acme = await aCustomer(lab, { domain: "bench.example" });
    await acme.activate();
    line("memory before", memory());
    let ids: string[] = [];
    const pushed = await timed(async () => {
      ids = await initialPush(acme, lab);
    });
    const rate = (people * 2 * 1000) / pushed;
    line(
      `initial push of ${people} people`,
      `${(pushed / 1000).toFixed(0)} s, ${rate.toFixed(0)} requests a second`,
    );
    line("memory after the push", memory());
    lab.clock.forward(61);
    const members = ids.slice(0, 1_000).map((value) => ({ value }));
    const group = idOf(expectStatus(await acme.send("POST", "/Groups", { displayName: "Everyone" }), 201));
    const patched = await timed(async () => {
      const change = patch({ op: "Add", path: "members", value: members });
      expectStatus(await acme.send("PATCH", `/Groups/${group}`, change), 204);
    });
    line("PATCH with 1,000 members", ms(patched));
    const applied = await timed(async () => {
      while ((await applyAllDue(lab.deps)) > 0);
    });
    line("applying those 1,000", ms(applied));
    const lists: number[] = [];
    const filters: number[] = [];
    for (let number = 0; number < 100; number += 1) {
      const start = 1 + number * 50;
      lists.push(
        await timed(async () =>
          expectStatus(await acme.send("GET", `/Users?startIndex=${start}&count=100`), 200),
        ),
      );
      const name = nameOf((number * 97) % people);
      filters.push(await timed(async () => expectStatus(await acme.send("GET", filterOf(name)), 200)));
    }
    const shown = ({ median, p99, most }: Times) => `median ${ms(median)}, p99 ${ms(p99)}, most ${ms(most)}`;
    line("list of 100 people", shown(timesOf(lists)));
    line("filter by userName", shown(timesOf(filters)));
    lab.clock.forward(61);
    line("25 requests a second", shown(await steady(acme, ids, group)));
    line("50 PATCHes of one group at once", await nothingIsLost(acme, ids));
    line("memory at the end", memory());
  } finally {
    await lab.close();
  }
}

await main();
