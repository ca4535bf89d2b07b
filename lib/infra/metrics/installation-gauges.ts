import { Gauge, type Registry } from "prom-client";
import type { InstallationFigures } from "@/lib/ports/installation-figures";

/** However often the metrics are read, the database is asked no more often than that. */
const freshMs = 15_000;

/**
 * Adds the figures of the whole installation to the metrics: every process reports the same. If they cannot be read,
 * the last ones stay and `gatehouse_figures_age_seconds` grows.
 */
export function watchInstallation(
  registry: Registry,
  read: () => Promise<InstallationFigures>,
  version: string,
): void {
  let readAt = 0;
  let reading: Promise<void> | null = null;
  const refresh = (): Promise<void> => {
    if (Date.now() - readAt < freshMs) return Promise.resolve();
    reading ??= read()
      .then((figures) => {
        readAt = Date.now();
        write(figures);
      })
      .catch(() => undefined)
      .finally(() => {
        reading = null;
      });
    return reading;
  };

  // Several workers report the same figure: it is no sum.
  const shared = { registers: [registry], aggregator: "max" as const };
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name, help, labelNames, ...shared, collect: refresh });

  const waiting = gauge("gatehouse_backlog", "Messages that wait to be sent, by queue.", "queue");
  const oldest = gauge(
    "gatehouse_backlog_oldest_seconds",
    "The age of the oldest that waits, by queue.",
    "queue",
  );
  const overdue = gauge(
    "gatehouse_job_overdue_seconds",
    "How long a scheduled job is due and has not run.",
    "job",
  );
  const failed = gauge("gatehouse_job_failed", "1 if the last run of a scheduled job failed.", "job");
  const ending = gauge(
    "gatehouse_connections_certificate_ending",
    "Connections in use without a certificate that is good for more than so many days.",
    "within_days",
  );
  new Gauge({
    name: "gatehouse_info",
    help: "1; the version of the product and of Node.",
    labelNames: ["version", "node"] as const,
    ...shared,
  }).set({ version, node: process.version }, 1);

  new Gauge({
    name: "gatehouse_figures_age_seconds",
    help: "How old the figures of the whole installation are.",
    ...shared,
    async collect() {
      await refresh();
      this.set(readAt === 0 ? Number.NaN : (Date.now() - readAt) / 1000);
    },
  });

  function write(figures: InstallationFigures): void {
    for (const { queue, ...one } of figures.backlog) {
      waiting.set({ queue }, one.waiting);
      oldest.set({ queue }, one.oldestSeconds);
    }
    for (const { job, ...one } of figures.jobs) {
      overdue.set({ job }, one.overdueSeconds);
      failed.set({ job }, one.failed ? 1 : 0);
    }
    for (const { days, connections } of figures.certificatesEnding)
      ending.set({ within_days: String(days) }, connections);
  }
}
