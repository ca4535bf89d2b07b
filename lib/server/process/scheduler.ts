import { setTimeout as setTimeoutAsync } from "node:timers/promises";
import type { Jobs } from "@/lib/db/repositories/jobs";
import { type Polling, startPolling } from "@/lib/infra/polling";
import { inSpan } from "@/lib/infra/tracing/span";
import type { Log } from "@/lib/ports/dependencies";

const minute = 60_000;
/** How long a running job may take when the process is asked to stop. */
const patienceMs = 5_000;

/** Recurring work, done by one process at a time. */
export interface Job {
  name: string;
  everyMinutes: number;
  /** How long a process may run it before another one takes it. */
  mostMinutes: number;
  /** The result, for the log. */
  run(): Promise<Record<string, unknown>>;
}

interface SchedulerDependencies {
  jobs: Jobs;
  now: () => Date;
  log: Log;
}

/**
 * Checks every minute which jobs are due and runs those that this process gets. Never throws: a failed job is
 * recorded and retried after a while, and the others go on. `stop` waits for the running one, but not forever:
 * unfinished work is resumed when its claim has expired.
 */
export function startScheduler(deps: SchedulerDependencies, list: readonly Job[], everyMs = minute): Polling {
  let stopped = false;
  const round = async () => {
    for (const job of list) {
      if (stopped) return;
      await runIfDue(deps, job);
    }
  };
  // The first check comes soon, but not during the start; two processes started together do not check together.
  const rounds = startPolling(round, everyMs, Math.min(everyMs, 5_000) * (1 + Math.random()));
  return {
    async stop() {
      stopped = true;
      await Promise.race([rounds.stop(), setTimeoutAsync(patienceMs, undefined, { ref: false })]);
    },
  };
}

/** Runs the job if it is due and no other process is running it; `true` if it ran. Never throws. */
export async function runIfDue({ jobs, now, log }: SchedulerDependencies, job: Job): Promise<boolean> {
  try {
    const began = now();
    if (!(await jobs.claim(job.name, began, new Date(began.getTime() + job.mostMinutes * minute))))
      return false;
    const error = await failureOf(job, log);
    // A failed job is retried sooner than its usual time, but not at once.
    const wait = error === null ? job.everyMinutes : Math.min(job.everyMinutes, 15);
    await jobs.finish(job.name, {
      at: now(),
      nextRunAt: new Date(began.getTime() + wait * minute),
      error,
    });
    return true;
  } catch (error) {
    log.error("the schedule could not be saved", { job: job.name, error });
    return false;
  }
}

async function failureOf(job: Job, log: Log): Promise<string | null> {
  try {
    const result = await inSpan(`job ${job.name}`, () => job.run());
    log.info("job done", { job: job.name, ...result });
    return null;
  } catch (error) {
    log.error("a job failed", { job: job.name, error });
    return (error instanceof Error ? error.message : String(error)).slice(0, 500);
  }
}
