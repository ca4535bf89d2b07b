import { afterAll, beforeAll, expect, test } from "vitest";
import { type Lab, slug, startLab } from "./lab";

// Each of the lab's two processes answers by two workers on one port.

const metricsToken = "a-token-of-the-proof-of-workers";
const home = `/${slug}`;
let lab: Lab;

beforeAll(async () => {
  lab = await startLab({ settings: { WORKERS: "2", METRICS_TOKEN: metricsToken } });
  lab.front.through = 0;
  await lab.connect();
  const run = await lab.api(0, "POST", `${lab.connection.path}/test`);
  await lab.browser().samlTrip(run.body.url, "ada-moreno");
  expect(await lab.api(0, "POST", `${lab.connection.path}/activate`, {})).toMatchObject({ status: 200 });
}, 120_000);
afterAll(() => lab.stop());

/** The log says once for each worker that it is started. */
function workers(process: number): number[] {
  const lines = lab.processes[process]?.lines() ?? [];
  return lines.filter(({ message }) => message === "started").map(({ pid }) => Number(pid));
}

/** The number of people whom the process has admitted, over all workers. */
async function admitted(process: number): Promise<number> {
  const response = await fetch(`${lab.processes[process]?.url}/metrics`, {
    headers: { authorization: `Bearer ${metricsToken}`, connection: "close" },
  });
  const line = /^gatehouse_sign_ins_total\{[^}]*outcome="admitted"[^}]*\} (\d+)$/m.exec(
    await response.text(),
  );
  return Number(line?.[1] ?? 0);
}

async function signIn(): Promise<void> {
  const browser = lab.browser();
  expect(await browser.samlTrip(lab.connection.loginPath, "ada-moreno")).toBe(`${lab.front.url}${home}`);
  expect(await browser.open(home)).toMatchObject({ status: 200 });
}

test("both workers serve, and whichever is asked reports the figures of both", async () => {
  expect(new Set(workers(0)).size).toBe(2);
  const before = await admitted(0);
  for (let count = 0; count < 6; count += 1) await signIn();
  for (let asked = 0; asked < 4; asked += 1) expect(await admitted(0)).toBe(before + 6);
});

test("a worker that is killed is replaced; the other goes on serving", async () => {
  const [killed = 0] = workers(0);
  process.kill(killed, "SIGKILL");
  // What was under way in it is lost. From here on only the other one is asked.
  const isNoticed = () =>
    lab.processes[0]?.lines().some(({ message }) => message === "a worker ended and is replaced");
  await expect.poll(isNoticed, { timeout: 10_000 }).toBe(true);
  await signIn();
  await expect.poll(() => workers(0).length, { timeout: 20_000 }).toBe(3);
  await signIn();
});

test("SIGTERM lets all finish, and the process ends as one", async () => {
  const alive = workers(1).filter(isAlive);
  expect(alive).toHaveLength(2);
  lab.processes[1]?.signal("SIGTERM");
  expect(await lab.processes[1]?.ended).toBe(143);
  expect(alive.filter(isAlive)).toEqual([]);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
