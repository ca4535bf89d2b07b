import type { ReactNode } from "react";
import type { WizardStep } from "@/lib/core/wizard";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import type { MemberActing } from "@/lib/server/require";
import { ConfigureContent } from "./configure-content";
import { PeopleContent } from "./people-content";
import { PrepareContent } from "./prepare-content";
import { ProviderContent } from "./provider-content";
import { TestContent } from "./test-content";

export interface StepProps {
  acting: MemberActing;
  details: ConnectionDetails;
  /** The row of steps. */
  steps: ReactNode;
}

/** The content of a step. Those after Provider have a connection: `stepToShow` sees to it. */
export function StepContent({
  step,
  details,
  ...rest
}: Omit<StepProps, "details"> & { step: WizardStep; details: ConnectionDetails | null }) {
  if (step === "prepare") return <PrepareContent details={details} {...rest} />;
  if (step === "provider" || !details) return <ProviderContent details={details} {...rest} />;
  if (step === "configure") return <ConfigureContent details={details} {...rest} />;
  if (step === "people") return <PeopleContent details={details} {...rest} />;
  return <TestContent details={details} {...rest} />;
}
