import { FileClock } from "lucide-react";
import { Badge, StateBadge } from "@/components/ui/badge";
import type { TestRunStatus } from "@/lib/model/connections/connection";
import type { ConnectionState } from "@/lib/model/connections/connection-health";
import type { ConfigurationState } from "@/lib/model/connections/lifecycle";
import type { CertificateView } from "@/lib/schemas/sso-views";

/** The health of a connection, and whether a newer version of its settings waits. */
export function ConnectionBadges({
  state,
  hasNewer = false,
}: {
  state: ConnectionState;
  hasNewer?: boolean;
}) {
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <StateBadge state={state} />
      {hasNewer && (
        <Badge tone="accent" icon={FileClock}>
          New version waiting
        </Badge>
      )}
    </span>
  );
}

/** The current state of a version of the settings. */
export function VersionBadge({ state }: { state: ConfigurationState }) {
  return state === "superseded" ? <Badge icon={FileClock}>Superseded</Badge> : <StateBadge state={state} />;
}

const runWords = { created: "Not opened yet", started: "In progress" } as const;

/** The result of a test run. */
export function RunBadge({ status }: { status: TestRunStatus }) {
  if (status === "created" || status === "started")
    return <StateBadge state="open">{runWords[status]}</StateBadge>;
  return status === "expired" ? (
    <StateBadge state="unknown">Not finished</StateBadge>
  ) : (
    <StateBadge state={status} />
  );
}

/** The state of a certificate. */
export function CertificateBadge({ status }: { status: CertificateView["status"] }) {
  if (status === "valid") return <StateBadge state="verified">Valid</StateBadge>;
  if (status === "not_yet_valid") return <StateBadge state="pending">Not valid yet</StateBadge>;
  return <StateBadge state={status} />;
}
