import { explain, explainedCodes } from "@/lib/model/explanations/catalogue";
import type { AdmissionRefusal, AttemptRefusal } from "@/lib/model/refusals/admission";
import type { OptionStatus } from "./connection";

/** The one-word state of a connection in a list or on a page. */
export type ConnectionState = "draft" | "tested" | "active" | "disabled" | "expiring" | "expired" | "failing";

export interface ConnectionFacts {
  status: OptionStatus;
  /** The version to put live next, or the live one, has passed its test. */
  tested: boolean;
  /** When the last of the certificates in use expires; `null` if there is none. */
  certificatesEnd: Date | null;
  /** The latest sign-ins through it, newest first. */
  recent: readonly { status: string; refusalCode: string | null }[];
}

/** How long before its end a certificate is called expiring. */
export const expiringDays = 30;
const inARow = 3;

/** What an administrator has decided, or has still to decide: the connection works as it was told to. */
const decided: ReadonlySet<string> = new Set<AdmissionRefusal | AttemptRefusal>([
  "option_inactive",
  "connection_inactive",
  "connector_not_allowed",
  "deactivated",
  "version_awaits_admin",
  "not_provisioned",
  "awaiting_approval",
  "not_live_yet",
]);

/**
 * The state of a connection. Problems come before good news: an active connection is `failing` if its latest three
 * sign-ins were all refused for one reason that the person could not fix and no administrator has decided, `expired` or
 * `expiring` by the certificate that lasts longest, because an old one beside its successor does no harm.
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
  const ended = recent
    .filter(({ status }) => status === "admitted" || status === "refused")
    .filter(({ refusalCode }) => refusalCode === null || !decided.has(refusalCode))
    .slice(0, inARow);
  // Different reasons are the troubles of different people; a broken connection gives everybody the same one.
  const reasons = new Set(ended.map(({ refusalCode }) => refusalCode));
  return ended.length === inARow && reasons.size === 1 && ended.every(isOurTrouble);
}

/** Refused, for a cause that neither the person nor the company that runs the application could have fixed. */
function isOurTrouble({ status, refusalCode }: { status: string; refusalCode: string | null }): boolean {
  if (status !== "refused" || refusalCode === null) return false;
  return isOurs(refusalCode);
}

function isOurs(refusalCode: string): boolean {
  const { fixedBy } = explain(refusalCode);
  return fixedBy === "identity_provider" || fixedBy === "gatehouse_configuration";
}

/** What `failing` goes by, for a query over many connections. */
export const failingRule = {
  /** The number of recent sign-ins that decide. */
  lookedAt: 10,
  inARow,
  decided,
  ours: explainedCodes.filter(isOurs),
} as const;
