"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import { LeaseContext, type LeaseState } from "./lease-context";
import { type LeaseKeeperInput, useLeaseKeeper } from "./use-lease-keeper";

interface LeaseKeeperProps extends LeaseKeeperInput {
  /** The link for people who do not take over. */
  back: string;
  children: ReactNode;
}

/** Keeps the edit lease for the step inside it, and shows who else is editing. */
export function LeaseKeeper({ back, children, ...input }: LeaseKeeperProps) {
  const { lease, revision, readAnew, askAgain, takeOver } = useLeaseKeeper(input);
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);

  async function handleTakeOver() {
    const wasShown = lease.kind === "others";
    setPending(true);
    const taken = await takeOver();
    setPending(false);
    setFailed(!taken);
    // Nothing was typed yet: show what the other person has saved meanwhile.
    if (taken && wasShown) readAnew();
  }

  const button = (
    <Button variant="primary" pending={pending} onClick={handleTakeOver}>
      Take over
    </Button>
  );
  return (
    <LeaseContext value={{ space: input.space, lease, revision, readAnew, askAgain }}>
      {failed && (
        <Callout tone="danger" title="You could not take over editing">
          Gatehouse did not respond. Check your connection, then try again.
        </Callout>
      )}
      {lease.kind === "others" ? (
        <HeldByOther lease={lease} button={button} back={back} />
      ) : (
        <>
          {lease.kind === "lost" && <TakenOver lease={lease} button={button} />}
          {children}
        </>
      )}
    </LeaseContext>
  );
}

function HeldByOther({ lease, button, back }: { lease: LeaseState; button: ReactNode; back: string }) {
  return (
    <Callout
      tone="warn"
      title={`${lease.holderName} is editing the SSO settings`}
      actions={
        <>
          {button}
          <ButtonLink href={back}>Leave editing to {lease.holderName}</ButtonLink>
        </>
      }
    >
      <p>
        Since <RelativeTime value={lease.since} />. Only one person edits at a time, so that two
        configurations do not get mixed up.
      </p>
      <p>
        If you take over, {lease.holderName} is notified and can no longer save. What they typed stays on
        their screen.
      </p>
    </Callout>
  );
}

function TakenOver({ lease, button }: { lease: LeaseState; button: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: newer browsers return a promise, which is not a clean-up function.
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={box} role="alert">
      <Callout
        tone="danger"
        title={lease.holderName ? `${lease.holderName} took over editing` : "You can no longer edit"}
        actions={button}
      >
        <p>
          This page can no longer save. What you typed is still here: copy it, talk to{" "}
          {lease.holderName || "them"}, or take over editing again.
        </p>
      </Callout>
    </div>
  );
}
