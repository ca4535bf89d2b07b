"use client";

import { createContext, useContext } from "react";

export interface LeaseState {
  /**
   * `opening`: not determined yet; `others`: somebody else had it when the page was opened; `lost`: it was taken over
   * since; `unreachable`: no answer came.
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
  /** Rereads the page, for example after a save of its own. */
  readAnew: () => void;
  /** Checks at once who holds the lease. */
  askAgain: () => Promise<void>;
}

export const LeaseContext = createContext<LeaseContextValue>({
  space: "",
  lease: { kind: "opening", leaseId: null, holderName: "", since: "" },
  revision: null,
  readAnew: () => undefined,
  askAgain: async () => undefined,
});

/** The edit lease of the surrounding page. */
export function useLease(): LeaseContextValue {
  return useContext(LeaseContext);
}
