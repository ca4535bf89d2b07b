"use client";

import { useContext, useEffect, useEffectEvent } from "react";
import { FormContext } from "@/components/ui/form-context";
import { useLease } from "./lease-context";

/** The hidden fields of every form of the wizard: the space, the page's lease, and the revision that the person saw. */
export function LeaseFields({ connectionId, revision }: { connectionId?: string; revision?: number | null }) {
  const { space, lease, revision: seen, askAgain } = useLease();
  const { state } = useContext(FormContext);
  // A save may have been refused because of a takeover: the page says so at once.
  const refused = useEffectEvent(() => void askAgain());
  useEffect(() => {
    if (state.ok === false) refused();
  }, [state]);
  const shown = revision === undefined ? seen : revision;
  return (
    <>
      <input type="hidden" name="space" value={space} />
      <input type="hidden" name="leaseId" value={lease.leaseId ?? ""} />
      <input type="hidden" name="revision" value={shown ?? ""} />
      {connectionId && <input type="hidden" name="connectionId" value={connectionId} />}
    </>
  );
}
