"use client";

import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { FormActions } from "@/components/ui/form-actions";
import type { OptionStatus } from "@/lib/model/connections/connection";
import type { ConfigurationState } from "@/lib/model/connections/lifecycle";
import { counted } from "@/lib/model/text/counted";
import type { FormAction } from "@/lib/schemas/form-state";
import type { ImpactNumbers, RelinkNumbers } from "@/lib/schemas/sso-views";
import { ImpactDialog } from "./sso-dialogs";

interface ActivateStepProps {
  space: string;
  details: { id: string; name: string; status: OptionStatus; liveVersion: number | null };
  version: { id: string; version: number; state: ConfigurationState };
  numbers: ImpactNumbers;
  /** Linked people whom the version would refuse; `null`: none. */
  relink?: RelinkNumbers | null;
  action: FormAction;
  /** The connection's own page. */
  page: string;
  back: ReactNode;
}

/** The end of the wizard: activation, possible for the exact version that has passed its test. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function ActivateStep(props: ActivateStepProps) {
  const { space, details, version, numbers, relink = null, action, page, back } = props;
  const first = details.status === "draft";
  const word = first ? "Activate SSO" : "Put live";
  if (version.state === "live" && !first)
    return (
      <>
        <Callout tone="ok" title={`Version ${version.version} is live`}>
          There is nothing newer to put live.
        </Callout>
        <FormActions back={back}>
          <ButtonLink href={page} variant="primary">
            Done
          </ButtonLink>
        </FormActions>
      </>
    );
  const ready = version.state === "tested" || version.state === "live";
  const button = (
    <Button variant="primary" disabled={!ready} icon={<ShieldCheck aria-hidden />}>
      {word}
    </Button>
  );
  return (
    <div className="space-y-2">
      {relink && (
        <Callout
          tone="warn"
          title={`${counted(relink.people, "linked person", "linked people")} would be refused by version ${version.version}`}
        >
          They are linked to their account at the provider with the settings of the previous version: the{" "}
          {relink.changed.join(" and the ")} {relink.changed.length === 1 ? "is" : "are"} different now. When
          you put it live, choose whether to keep their links.
        </Callout>
      )}
      <FormActions back={back}>
        {ready ? (
          <ImpactDialog
            of={{
              step: first ? "activate" : details.status === "disabled" ? "replace_disabled" : "replace",
              connectionId: details.id,
              name: details.name,
              version: version.version,
              liveVersion: details.liveVersion,
            }}
            numbers={numbers}
            relink={relink}
            action={action}
            fields={{ space, connectionId: details.id, configurationId: version.id }}
            trigger={button}
          />
        ) : (
          button
        )}
      </FormActions>
      {!ready && (
        <p className="text-right text-sm text-muted">
          You can {first ? "activate" : "put it live"} once version {version.version} has passed its test.
        </p>
      )}
    </div>
  );
}
