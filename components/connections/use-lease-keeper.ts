"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { WizardStep } from "@/lib/model/connections/wizard";
import type { LeaseAnswer, LeaseHolder } from "@/lib/schemas/sso-forms";
import type { LeaseState } from "./lease-context";
import { type LeasePost, postLease, releaseLease } from "./lease-post";

/** How often the page renews its lease; a lease lasts ten minutes. */
const renewEvery = 30_000;
/** How often a visible page asks who is editing, so that a takeover is shown within seconds. It writes nothing. */
const lookEvery = 4_000;

export interface LeaseKeeperInput {
  /** The address of the page's requests. */
  address: string;
  space: string;
  initial: LeaseHolder | null;
  connectionId: string | null;
  step: WizardStep;
  revision: number | null;
}

const stateOf = (kind: LeaseState["kind"], holder: LeaseHolder | null): LeaseState => ({
  kind,
  leaseId: holder?.mine ? holder.leaseId : null,
  holderName: holder?.holderName ?? "",
  since: holder?.since ?? "",
});

/**
 * Keeps the space's edit lease while the page is open (docs/model.md#edit-lease): takes it on opening, renews it,
 * releases it on leaving, and reports a takeover. Input is never touched.
 */
// Over 60 lines: one hook, whose effects share the state of the lease.
export function useLeaseKeeper(input: LeaseKeeperInput) {
  const { address, initial, connectionId, step } = input;
  const router = useRouter();
  const [lease, setLease] = useState<LeaseState>(() =>
    stateOf(initial ? (initial.mine ? "mine" : "others") : "opening", initial),
  );
  const [revision, setRevision] = useState(input.revision);
  const latest = useRef({ input, lease });
  const adopting = useRef(false);
  const draining = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = { input, lease };
  });

  const post = (): Omit<LeasePost, "intent"> => {
    const { address: _, initial: __, ...page } = latest.current.input;
    return { ...page, leaseId: latest.current.lease.leaseId };
  };

  function settle(answer: LeaseAnswer | null, otherwise: "others" | "lost") {
    if (answer?.lease) setLease(stateOf(answer.lease.mine ? "mine" : otherwise, answer.lease));
    // No answer: input stays, and saving will say why it fails.
    else setLease((now) => (now.kind === "opening" ? { ...now, kind: "unreachable" } : now));
  }

  /** Rereads the page and takes what it shows then as what the person saw. */
  function readAnew() {
    adopting.current = true;
    router.refresh();
  }
  const adopted = useEffectEvent((current: number | null) => {
    if (!adopting.current) return;
    adopting.current = false;
    setRevision(current);
  });
  useEffect(() => {
    adopted(input.revision);
  }, [input.revision]);

  // Opened, or another step of the same wizard: reports it, and learns whether the page is still up to date.
  const opened = useEffectEvent(async () => {
    const answer = await postLease(address, { ...post(), intent: "open" });
    settle(answer, lease.kind === "mine" ? "lost" : "others");
    if (answer?.stale) readAnew();
    else if (answer?.revision !== undefined) setRevision(answer.revision);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step or connection is a new opening
  useEffect(() => {
    void opened();
  }, [step, connectionId]);

  const renewed = useEffectEvent(async () => {
    const { kind } = latest.current.lease;
    if (kind !== "mine" && kind !== "unreachable") return;
    settle(await postLease(address, { ...post(), intent: "renew" }), "lost");
  });
  const looked = useEffectEvent(async () => {
    if (latest.current.lease.kind !== "mine" || document.visibilityState !== "visible") return;
    const answer = await postLease(address, { ...post(), intent: "look" });
    // Nobody's: the next renewal takes it. Ours: nothing to report.
    if (answer?.lease?.mine === false) settle(answer, "lost");
  });
  const left = useEffectEvent(() => {
    if (latest.current.lease.kind === "mine") releaseLease(address, post());
  });
  useEffect(() => {
    clearTimeout(draining.current);
    const timer = setInterval(() => void renewed(), renewEvery);
    const looks = setInterval(() => void looked(), lookEvery);
    const seen = () => {
      if (document.visibilityState === "visible") void renewed();
    };
    const hidden = (event: PageTransitionEvent) => {
      if (!event.persisted) left();
    };
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("pagehide", hidden);
    return () => {
      clearInterval(timer);
      clearInterval(looks);
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("pagehide", hidden);
      // Not at once: React may put the page back the next moment.
      const { current } = latest;
      const { address: where, initial: _, ...page } = current.input;
      if (current.lease.kind === "mine")
        draining.current = setTimeout(
          () => releaseLease(where, { ...page, leaseId: current.lease.leaseId }),
          500,
        );
    };
  }, []);

  return {
    lease,
    revision,
    readAnew,
    /** Checks at once who holds the lease, for example after a save was refused. */
    async askAgain() {
      if (latest.current.lease.kind !== "mine") return;
      settle(await postLease(address, { ...post(), intent: "renew" }), "lost");
    },
    async takeOver(): Promise<boolean> {
      const answer = await postLease(address, { ...post(), intent: "take_over" });
      settle(answer, "others");
      return answer?.lease?.mine === true;
    },
  };
}
