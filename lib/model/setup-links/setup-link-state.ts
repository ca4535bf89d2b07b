import type { SetupLink } from "./setup-link";

export const setupLinkStates = ["open", "revoked", "expired"] as const;
export type SetupLinkState = (typeof setupLinkStates)[number];

const prefix = "setup_";

/** The state of a setup link (docs/model.md#setup-link-lifecycle): revoked takes precedence over expired. */
export function setupLinkState(link: Pick<SetupLink, "revokedAt" | "expiresAt">, now: Date): SetupLinkState {
  if (link.revokedAt) return "revoked";
  return link.expiresAt <= now ? "expired" : "open";
}

/** True if an id names a setup link, for example as the author of a test. */
export function isSetupLinkId(id: string | null): boolean {
  return id?.startsWith(prefix) ?? false;
}

const sessionHours = 12;

/** When the session of a link ends: with the working day, and never after the link itself. */
export function setupSessionEnd(link: Pick<SetupLink, "expiresAt">, now: Date): Date {
  return new Date(Math.min(now.getTime() + sessionHours * 3_600_000, link.expiresAt.getTime()));
}

/** The outside administrator's progress. */
export interface SetupProgress {
  openedAt: Date | null;
  configuredAt: Date | null;
  testedAt: Date | null;
  doneAt: Date | null;
}

export const setupSteps = ["none", "opened", "configured", "tested", "done"] as const;
export type SetupStep = (typeof setupSteps)[number];

/** The latest step, as one word beside a link. */
export function setupStep(progress: SetupProgress): SetupStep {
  if (progress.doneAt) return "done";
  if (progress.testedAt) return "tested";
  if (progress.configuredAt) return "configured";
  return progress.openedAt ? "opened" : "none";
}
