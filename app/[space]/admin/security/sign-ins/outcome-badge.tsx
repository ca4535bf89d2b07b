import { Hourglass } from "lucide-react";
import { Badge, StateBadge } from "@/components/ui/badge";
import type { AttemptStatus } from "@/lib/model/sign-in/attempt";

interface OutcomeBadgeProps {
  status: AttemptStatus;
  refusalCode?: string | null;
}

/** How an attempt ended, or that it is in progress. Waiting for approval is no fault, and does not look like one. */
export function OutcomeBadge({ status, refusalCode = null }: OutcomeBadgeProps) {
  switch (status) {
    case "started":
      return <StateBadge state="open">At the provider</StateBadge>;
    case "answered":
      return <StateBadge state="open">On the way back</StateBadge>;
    case "admitted":
      return <StateBadge state="admitted" />;
    case "refused":
      return isWaiting(refusalCode) ? (
        <Badge tone="accent" icon={Hourglass}>
          Waiting for approval
        </Badge>
      ) : (
        <StateBadge state="refused" />
      );
    case "expired":
      return <StateBadge state="unknown">Not finished</StateBadge>;
  }
}

/** True for a sign-in that was held back only until an administrator decides. */
export function isWaiting(refusalCode: string | null): boolean {
  return refusalCode === "awaiting_approval";
}

export const outcomeOptions: { value: AttemptStatus; label: string }[] = [
  { value: "admitted", label: "Admitted" },
  { value: "refused", label: "Refused" },
  { value: "started", label: "At the provider" },
  { value: "answered", label: "On the way back" },
  { value: "expired", label: "Not finished" },
];
