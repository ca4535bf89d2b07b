/** What the operator of an installation watches, over all spaces. */
export interface InstallationFigures {
  /** What waits to be sent, by its queue; the age of the oldest is 0 if nothing waits. */
  backlog: { queue: string; waiting: number; oldestSeconds: number }[];
  /** Scheduled jobs: how long each has been due without having run, and whether its last run failed. */
  jobs: { job: string; overdueSeconds: number; failed: boolean }[];
  /** How many connections in use have no certificate that is good for longer than so many days. */
  certificatesEnding: { days: number; connections: number }[];
}
