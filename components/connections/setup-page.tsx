"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import { LeaseContext } from "./lease-context";

/**
 * Around the forms of the outside administrator. They hold no lease, which is a person's of the space: the revision
 * that they saw decides against whoever saved meanwhile.
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
