import { explain } from "@/lib/model/explanations/catalogue";
import type { OptionStatus } from "./connection";

/** What a list or a page says of a connection in one word. */
export type ConnectionState = "draft" | "tested" | "active" | "disabled" | "expiring" | "expired" | "failing";

export interface ConnectionFacts {
  status: OptionStatus;
  /** The version to put live next, or the live one, has passed its test. */
  tested: boolean;
  /** When the last of the certificates in use ends; `null` if there is none to end. */
  certificatesEnd: Date | null;
  /** The latest sign-ins through it, newest first. */
  recent: readonly { status: string; refusalCode: string | null }[];
}

const expiringDays = 30;
const inARow = 3;

/**
 * The state of a connection. What needs somebody's hand comes before what is well: an active connection is
 * `failing` if its latest three sign-ins were all refused for a reason that the person could not fix, `expired` or
 * `expiring` by the certificate that lasts longest, as an old one beside its successor harms nobody.
 */
export function connectionState(facts: ConnectionFacts, now: Date): ConnectionState {
  if (facts.status === "draft") return facts.tested ? "tested" : "draft";
  if (facts.status === "disabled") return "disabled";
  if (isFailing(facts.recent)) return "failing";
  const left = facts.certificatesEnd && facts.certificatesEnd.getTime() - now.getTime();
  if (left !== null && left <= 0) return "expired";
  if (left !== null && left <= expiringDays * 86_400_000) return "expiring";
  return "active";
}

function isFailing(recent: ConnectionFacts["recent"]): boolean {
  const ended = recent.filter(({ status }) => status === "admitted" || status === "refused").slice(0, inARow);
  return ended.length === inARow && ended.every(isOurTrouble);
}

/** Refused, and neither the person nor the company that runs the application could have done anything about it. */
function isOurTrouble({ status, refusalCode }: { status: string; refusalCode: string | null }): boolean {
  if (status !== "refused" || refusalCode === null) return false;
  const { fixedBy } = explain(refusalCode);
  return fixedBy === "identity_provider" || fixedBy === "gatehouse_configuration";
}
