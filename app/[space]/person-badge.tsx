import { CircleDashed, Hourglass } from "lucide-react";
import { Badge, StateBadge } from "@/components/ui/badge";
import type { MembershipStatus } from "@/lib/model/people/person";

interface PersonBadgeProps {
  status: MembershipStatus;
  /** `null`: has never signed in to the space. */
  lastSignInAt: string | Date | null;
}

/** The state of a member of the space. Only somebody who has signed in is shown as active. */
export function PersonBadge({ status, lastSignInAt }: PersonBadgeProps) {
  switch (status) {
    case "active":
      return lastSignInAt === null ? (
        <Badge icon={CircleDashed}>{memberStates.not_signed_in}</Badge>
      ) : (
        <StateBadge state="active" />
      );
    case "invited":
      return <StateBadge state="invited" />;
    case "pending":
      return (
        <Badge tone="accent" icon={Hourglass}>
          {memberStates.pending}
        </Badge>
      );
    case "deactivated":
      return <StateBadge state="deactivated" />;
  }
}

/** The words for the state of a member, as in the list's filter. */
export const memberStates = {
  active: "Active",
  not_signed_in: "Not signed in yet",
  invited: "Invited",
  pending: "Waiting for approval",
  deactivated: "Deactivated",
} as const;
