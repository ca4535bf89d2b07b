import { ImpactDialog } from "@/components/connections/sso-dialogs";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Space } from "@/lib/model/spaces/space";
import { counted } from "@/lib/model/text/counted";
import type { ConnectionDetails, ImpactNumbers } from "@/lib/schemas/sso-views";
import { activateAction } from "../actions";
import type { ssoPaths } from "../paths";

interface ConnectionNotesProps {
  details: ConnectionDetails;
  space: Space;
  paths: ReturnType<typeof ssoPaths>;
  /** Where tokens are created again; `null` if the person may not. */
  tokens: string | null;
  /** What activating a tested draft affects; `null`: it cannot be activated. */
  activate: ImpactNumbers | null;
  /** The overview says itself what is missing before a draft can be used. */
  isOverview: boolean;
  /** Who has tested it by a setup link; `null`: nobody outside. */
  testedBy: string | null;
}

/** What needs attention on a connection's page. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function ConnectionNotes(props: ConnectionNotesProps) {
  const { details, space, paths, tokens, activate, testedBy, isOverview } = props;
  const { state, draft, live, endedTokens } = details;
  const isTested = draft?.state === "tested";
  const editable = details.isOwn && space.ssoSubscribed;
  const lastEnd = live?.certificates
    .map(({ notAfter }) => notAfter)
    .sort()
    .at(-1);
  return (
    <>
      {!space.ssoSubscribed && (
        <Callout tone="warn" title={`Single sign-on is not part of the plan of ${space.name}`}>
          Nobody can sign in through this connection. Ask your account manager to add the SSO option.
        </Callout>
      )}
      {endedTokens > 0 && (
        <Callout
          tone="warn"
          title={`${counted(endedTokens, "token has", "tokens have")} ended when this connection was activated`}
          actions={
            tokens && (
              <ButtonLink size="small" href={tokens}>
                See them and create them again
              </ButtonLink>
            )
          }
        >
          Programs that use them are refused until they get new ones. People create their own tokens again on
          their account page.
        </Callout>
      )}
      {state === "failing" && (
        <Callout
          tone="danger"
          title="The most recent sign-ins through this connection all failed"
          actions={
            editable && (
              <ButtonLink size="small" href={paths.step(details.id, "test")}>
                Test it
              </ButtonLink>
            )
          }
        >
          A test shows which check fails, and who can fix it.
        </Callout>
      )}
      {(state === "expiring" || state === "expired") && lastEnd && (
        <Callout
          tone={state === "expired" ? "danger" : "warn"}
          title={
            <>
              The last certificate {state === "expired" ? "ended" : "ends"} <RelativeTime value={lastEnd} />
            </>
          }
          actions={
            editable && (
              <ButtonLink size="small" href={paths.step(details.id, "configure")}>
                Add the new certificate
              </ButtonLink>
            )
          }
        >
          Ask {details.providerName} for the next one and add it beside the old one: all of them are tried.
        </Callout>
      )}
      {draft && live && (
        <Callout
          title={`Version ${draft.version} is waiting to replace version ${live.version}`}
          actions={
            editable && (
              <ButtonLink size="small" href={paths.step(details.id, "test")}>
                {draft.state === "tested" ? "Put it live" : "Test it"}
              </ButtonLink>
            )
          }
        >
          Version {live.version} stays in use until the new one has passed its test and is put live.
        </Callout>
      )}
      {details.status === "draft" && (isTested || !isOverview) && (
        <Callout
          title="Nobody can sign in through this connection yet"
          actions={
            editable &&
            (activate && draft?.state === "tested" ? (
              <ImpactDialog
                of={{
                  step: "activate",
                  connectionId: details.id,
                  name: details.name,
                  version: draft.version,
                  liveVersion: null,
                }}
                numbers={activate}
                action={activateAction}
                fields={{ space: space.slug, connectionId: details.id, configurationId: draft.id }}
                trigger={
                  <Button size="small" variant="primary">
                    Activate it
                  </Button>
                }
              />
            ) : (
              <ButtonLink size="small" variant="primary" href={paths.edit(details.id)}>
                Continue setting up
              </ButtonLink>
            ))
          }
        >
          {draft?.state === "tested"
            ? testedBy
              ? `${testedBy} has tested it. It is yours to activate.`
              : "It has passed its test. The last step is to activate it."
            : "Enter the provider's values, test them, then activate."}
        </Callout>
      )}
    </>
  );
}
