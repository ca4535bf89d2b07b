"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import { LeaseContext } from "./lease-context";

/**
 * Wraps the forms of the outside administrator. They have no lease, which belongs to people of the space: the
 * revision that they saw guards against concurrent saves.
 */
export function SetupPage({ revision, children }: { revision: number; children: ReactNode }) {
  const router = useRouter();
  const value = useMemo(
    () => ({
      space: "",
      lease: { kind: "mine" as const, leaseId: null, holderName: "", since: "" },
      revision,
      readAnew: () => router.refresh(),
      askAgain: async () => undefined,
    }),
    [router, revision],
  );
  return <LeaseContext value={value}>{children}</LeaseContext>;
}
