import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import { counted } from "@/lib/model/text/counted";
import type { DirectoryPageProps } from "./directory-page";

const soon = 30 * 86_400_000;

/** What needs attention, the worst first: the brake, failures, silence, a pause, what is about to expire. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function DirectoryNotes({
  health,
  called,
  paths,
}: Pick<DirectoryPageProps, "health" | "called" | "paths">) {
  const { directory, alert, byState, lastFailure, nextExpiry, tokens, secrets, people } = health;
  const { id, status } = directory;
  const expiresSoon = nextExpiry !== null && nextExpiry.getTime() - Date.now() < soon;
  return (
    <>
      {byState.held > 0 && (
        <Callout
          tone="warn"
          title={`${counted(byState.held, "person is", "people are")} held by the brake`}
          actions={
            <ButtonLink size="small" variant="primary" href={paths.held(id)}>
              Decide
            </ButtonLink>
          }
        >
          The directory takes access away from many people at once. They keep it until you confirm or reject
          it.
        </Callout>
      )}
      {alert === "failing" && (
        <Callout
          tone="danger"
          title="The latest changes all failed"
          actions={
            <ButtonLink size="small" href={`${paths.requests(id)}?outcome=failed`}>
              See why
            </ButtonLink>
          }
        >
          {lastFailure?.detail ?? `People who arrive or leave in ${called} do not arrive or leave here.`}
        </Callout>
      )}
      {alert === "silent" && (
        <Callout tone="warn" title="Nothing has come for a day">
          Either nobody has changed, or {called} has stopped sending. Check its provisioning status there.
        </Callout>
      )}
      {status === "paused" && (
        <Callout tone="warn" title="This directory is paused">
          What arrives is kept and changes nobody. People who leave keep their access until you resume it
          under Settings.
        </Callout>
      )}
      {tokens + secrets === 0 && (people > 0 || status !== "observing") && (
        <Callout
          tone="danger"
          title="No token is in use"
          actions={
            <ButtonLink size="small" href={paths.settings(id)}>
              Create one
            </ButtonLink>
          }
        >
          {upper(called)} cannot send anything: every request is refused.
        </Callout>
      )}
      {expiresSoon && (
        <Callout
          tone="warn"
          title={
            <>
              A token or secret expires <RelativeTime value={nextExpiry.toISOString()} />
            </>
          }
          actions={
            <ButtonLink size="small" href={paths.settings(id)}>
              Exchange it
            </ButtonLink>
          }
        >
          Create a second one, enter it in {called}, then revoke the first.
        </Callout>
      )}
    </>
  );
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
