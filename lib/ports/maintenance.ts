import type { MetadataRefresh } from "@/lib/model/connections/metadata-refresh";

/** Jobs that run on a schedule, in one process at a time. */
export interface Jobs {
  /** Takes a job if it is due and nobody is at it; `false` if not. One statement. */
  claim(name: string, now: Date, until: Date): Promise<boolean>;
  /** Gives the job free until its next time; `error` is what went wrong, `null` if nothing did. */
  finish(name: string, end: { at: Date; nextRunAt: Date; error: string | null }): Promise<void>;
}

/** What an organization's administrators were told once. */
export interface Notices {
  /** True the first time; `false` ever after. One statement: ask inside the transaction that writes the message. */
  once(notice: string, at: Date): Promise<boolean>;
}

/** The latest look at each metadata address of one organization. */
export interface MetadataRefreshes {
  byConnection(connectionId: string): Promise<MetadataRefresh | null>;
  record(look: Omit<MetadataRefresh, "organizationId">): Promise<void>;
}

/** Takes away what has had its time. */
export interface Housekeeping {
  /** Rows that expired before `now`, whatever their tenant; answers how many by table. */
  prune(now: Date): Promise<Record<string, number>>;
}
