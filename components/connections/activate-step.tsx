"use client";

import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { FormActions } from "@/components/ui/form-actions";
import type { OptionStatus } from "@/lib/model/connections/connection";
import type { ConfigurationState } from "@/lib/model/connections/lifecycle";
import type { FormAction } from "@/lib/schemas/form-state";
import type { ImpactNumbers } from "@/lib/schemas/sso-views";
import { ImpactDialog } from "./sso-dialogs";

interface ActivateStepProps {
  space: string;
  details: { id: string; name: string; status: OptionStatus; liveVersion: number | null };
  version: { id: string; version: number; state: ConfigurationState };
  numbers: ImpactNumbers;
  action: FormAction;
  /** The connection's own page. */
  page: string;
  back: ReactNode;
}

/** The end of the wizard: activation, possible for the exact version that has passed its test. */
export function ActivateStep({ space, details, version, numbers, action, page, back }: ActivateStepProps) {
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
      <FormActions back={back}>
        {ready ? (
          <ImpactDialog
            of={{
              step: first ? "activate" : details.status === "disabled" ? "replace_disabled" : "replace",
              name: details.name,
              version: version.version,
              liveVersion: details.liveVersion,
            }}
            numbers={numbers}
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
