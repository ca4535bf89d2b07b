import { type SetupLink, scopeOf } from "@/lib/model/setup-links/setup-link";
import { type SetupProgress, setupLinkState, setupStep } from "@/lib/model/setup-links/setup-link-state";
import type { SetupLinkView } from "@/lib/schemas/setup-link";

/** A setup link as screens and programs read it. */
export function setupLinkView(
  link: SetupLink,
  progress: SetupProgress,
  createdBy: string | null,
  now: Date,
): SetupLinkView {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: link.id,
    connectionId: link.connectionId,
    purpose: link.purpose,
    scope: scopeOf(link),
    mayActivate: link.activatesAs !== null,
    returnUrl: link.returnUrl,
    state: setupLinkState(link, now),
    recipient: link.recipient,
    note: link.note,
    createdBy,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
    revokedAt: iso(link.revokedAt),
    lastUsedAt: iso(link.lastUsedAt),
    progress: {
      step: setupStep(progress),
      openedAt: iso(progress.openedAt),
      configuredAt: iso(progress.configuredAt),
      testedAt: iso(progress.testedAt),
      doneAt: iso(progress.doneAt),
    },
  };
}
