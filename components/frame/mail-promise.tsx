"use client";

import { createContext, type ReactNode, useContext } from "react";
import { mailWaits } from "@/lib/model/mail/mail-waits";

const SendsMail = createContext(true);

/** Tells every page whether messages leave the installation. */
export function SendsMailProvider({ value, children }: { value: boolean; children: ReactNode }) {
  return <SendsMail value={value}>{children}</SendsMail>;
}

interface MailPromiseProps {
  /** The sentence that promises an email. */
  children: ReactNode;
  /** What to say instead of the promise; otherwise the truth follows it. */
  instead?: ReactNode;
}

/** A sentence that promises an email, with the truth if no mail server is set. */
export function MailPromise({ children, instead }: MailPromiseProps) {
  const note = useMailNote();
  if (note === null) return children;
  return (
    instead ?? (
      <>
        {children} {note}
      </>
    )
  );
}

/** What to add to a sentence that promises an email; null if messages are sent. */
export function useMailNote(): string | null {
  return useContext(SendsMail) ? null : mailWaits;
}
