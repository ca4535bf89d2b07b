import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SetupStep } from "@/lib/model/setup-links/setup-link-state";

interface HandoverNote {
  linkId: string;
  recipient: string | null;
  connection: { id: string; name: string } | null;
  step: SetupStep;
  at: Date;
  isYoursToActivate: boolean;
}

const stepWords: Record<SetupStep, string> = {
  none: "has not opened the setup link yet",
  opened: "has opened the setup link",
  configured: "has configured",
  tested: "has tested",
  done: "is done with",
};

interface HandoverNotesProps {
  handovers: readonly HandoverNote[];
  /** Where a connection is activated. */
  activateHref: (connectionId: string) => string;
}

/** How far outside administrators are, and what waits for somebody here: "tested, yours to activate". */
export function HandoverNotes({ handovers, activateHref }: HandoverNotesProps) {
  return handovers.map(({ linkId, recipient, connection, step, at, isYoursToActivate }) => {
    const who = recipient ?? "Your IT contact";
    const what = connection && step !== "opened" ? ` ${connection.name}` : "";
    return (
      <Callout
        key={linkId}
        tone={isYoursToActivate ? "ok" : "info"}
        title={
          isYoursToActivate && connection
            ? `${connection.name} is tested, and yours to activate`
            : `${who} ${stepWords[step]}${what}`
        }
        actions={
          isYoursToActivate &&
          connection && (
            <ButtonLink size="small" variant="primary" href={activateHref(connection.id)}>
              Review and activate
            </ButtonLink>
          )
        }
      >
        <p>
          {isYoursToActivate && `${who} ${stepWords[step]} it, `}
          <RelativeTime value={at.toISOString()} />
        </p>
      </Callout>
    );
  });
}
