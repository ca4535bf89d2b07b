import { setTimeout as wait } from "node:timers/promises";
import type { MovableHost } from "@/lib/db/testing/movable-host";
import type { Lab } from "../lab";
import { faultTable, type Stretch, type StretchResult } from "./fault-table";
import { startLoad } from "./sign-in-load";

export interface Failover {
  /** How many people begin to sign in each second. */
  perSecond: number;
  /** How long the old host is silent before the name moves. */
  silentSeconds: number;
  /** How long to go on afterwards. */
  afterSeconds: number;
}

/** Signs people in while the database's host goes silent and its name moves to a live one; returns what became of them. */
export async function runFailover(lab: Lab, host: MovableHost, failover: Failover): Promise<StretchResult[]> {
  const { perSecond, silentSeconds, afterSeconds } = failover;
  const load = startLoad(lab, perSecond);
  await wait(5_000);
  host.goSilent();
  const silentAt = performance.now();
  await wait(silentSeconds * 1000);
  host.move();
  const movedAt = performance.now();
  await wait(afterSeconds * 1000);
  await load.stop();
  return faultTable(stretchesOf((movedAt - silentAt) / 1000, afterSeconds), movedAt, load);
}

function stretchesOf(silentSeconds: number, afterSeconds: number): Stretch[] {
  const silent = { name: "while the host was silent", from: -silentSeconds, to: 0 };
  return [
    { name: "before", from: -silentSeconds - 5, to: -silentSeconds },
    ...(silentSeconds > 0.1 ? [silent] : []),
    { name: "0 to 10 s after the move", from: 0, to: 10 },
    { name: "10 to 15 s", from: 10, to: 15 },
    { name: "from 15 s", from: 15, to: afterSeconds },
  ];
}

/** Connects the lab's provider, tests and activates it, and signs somebody in through each process. */
export async function openForSignIns(lab: Lab): Promise<void> {
  await lab.connect();
  const { path, loginPath } = lab.connection;
  const run = await lab.api(0, "POST", `${path}/test`);
  await lab.browser().samlTrip(run.body.url, "ada-moreno");
  const activated = await lab.api(0, "POST", `${path}/activate`, {});
  if (activated.status !== 200) throw new Error(`not activated: ${JSON.stringify(activated.body)}`);
  await lab.newToken();
  for (const process of lab.processes.keys()) {
    lab.front.through = process;
    for (const _ of [1, 2, 3]) await lab.browser().samlTrip(loginPath, "chloe-lindqvist");
  }
  lab.front.through = null;
}
