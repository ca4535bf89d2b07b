import type { WizardProgress } from "@/lib/model/connections/wizard";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";

/** How far a connection is in the wizard; `null` for one that does not exist yet. */
export function progressOf(details: ConnectionDetails | null): WizardProgress {
  const version = details && (details.draft ?? details.live);
  return {
    exists: details !== null,
    configured: version !== null,
    tested: version?.state === "tested" || version?.state === "live",
    lastStep: details?.wizardStep ?? null,
  };
}
