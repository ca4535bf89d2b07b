import { StateBadge } from "@/components/ui/badge";
import type { AttemptStatus } from "@/lib/model/sign-in/attempt";

/** How an attempt ended, or that it is in progress. */
export function OutcomeBadge({ status }: { status: AttemptStatus }) {
  switch (status) {
    case "started":
      return <StateBadge state="open">At the provider</StateBadge>;
    case "answered":
      return <StateBadge state="open">On the way back</StateBadge>;
    case "admitted":
      return <StateBadge state="admitted" />;
    case "refused":
      return <StateBadge state="refused" />;
    case "expired":
      return <StateBadge state="unknown">Not finished</StateBadge>;
  }
}

export const outcomeOptions: { value: AttemptStatus; label: string }[] = [
  { value: "admitted", label: "Admitted" },
  { value: "refused", label: "Refused" },
  { value: "started", label: "At the provider" },
  { value: "answered", label: "On the way back" },
  { value: "expired", label: "Not finished" },
];
