import { startMovableHost } from "@/lib/db/testing/movable-host";
import { startLab } from "../lab";
import { percent, tableText } from "./fault-table";
import { openForSignIns, runFailover } from "./run-failover";

// Two processes of the production build, whose database fails over while people sign in: its old host goes silent, and
// its name moves to a live one. Prints how many were lost, by the moment at which they began.
//
// npm run build && npm run bench:failover
//
// FAILOVER_PER_SECOND sign-ins a second (20)    FAILOVER_SILENT seconds until the name moves (0,10)

const perSecond = Number(process.env.FAILOVER_PER_SECOND ?? 20);
const silences = (process.env.FAILOVER_SILENT ?? "0,10").split(",").map(Number);

const server = new URL(process.env.TEST_DATABASE_URL ?? "postgres://none");
const host = await startMovableHost({ host: server.hostname, port: Number(server.port) });
const lab = await startLab({ databaseAt: host.port });
try {
  await openForSignIns(lab);
  for (const silentSeconds of silences) {
    const results = await runFailover(lab, host, { perSecond, silentSeconds, afterSeconds: 30 });
    const heading = `${perSecond} sign-ins a second; the name moves ${silentSeconds} s after the host went silent`;
    console.log(tableText(heading, results));
    const [early, late] = [results.at(-3), results.at(-1)];
    console.log(
      `\nwanted: at most 5 % within 10 s, was ${percent(early?.lost ?? 0, early?.begun ?? 0)}; none after 15 s, was ${late?.lost}`,
    );
  }
} finally {
  await lab.stop();
  await host.close();
}
process.exit(0);
