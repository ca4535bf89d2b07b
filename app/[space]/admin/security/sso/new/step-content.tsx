import type { WizardStep } from "@/lib/model/connections/wizard";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { ConfigureContent } from "./configure-content";
import { PeopleContent } from "./people-content";
import { PrepareContent } from "./prepare-content";
import { ProviderContent } from "./provider-content";
import type { StepProps } from "./step-props";
import { TestContent } from "./test-content";

/** The content of a step. Those after Provider have a connection: `stepToShow` ensures it. */
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
