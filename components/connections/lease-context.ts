"use client";

import { createContext, useContext } from "react";

export interface LeaseState {
  /**
   * `opening`: not known yet; `others`: somebody had it when the page was opened; `lost`: it was taken over since;
   * `unreachable`: no answer came.
   */
  kind: "opening" | "mine" | "others" | "lost" | "unreachable";
  leaseId: string | null;
  holderName: string;
  /** ISO 8601. */
  since: string;
}

export interface LeaseContextValue {
  space: string;
  lease: LeaseState;
  /** The revision of the connection that the person saw. */
  revision: number | null;
  /** Reads the page anew, for example after a save of its own. */
  readAnew: () => void;
  /** Looks at once who holds the lease. */
  askAgain: () => Promise<void>;
}

export const LeaseContext = createContext<LeaseContextValue>({
  space: "",
  lease: { kind: "opening", leaseId: null, holderName: "", since: "" },
  revision: null,
  readAnew: () => undefined,
  askAgain: async () => undefined,
});

/** The right to edit of the page around. */
export function useLease(): LeaseContextValue {
  return useContext(LeaseContext);
}
