import { ProviderForm } from "@/components/connections/provider-form";
import { WizardLayout } from "@/components/ui/wizard-layout";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { chooseProviderAction } from "../actions";
import { BackLink } from "./back-link";
import type { StepProps } from "./step-props";

/** Step 2: which provider, by which protocol, under which name. */
export function ProviderContent({
  ctx,
  details,
  steps,
}: Omit<StepProps, "details"> & { details: ConnectionDetails | null }) {
  return (
    <WizardLayout steps={steps}>
      <ProviderForm
        key={details?.id ?? "new"}
        action={chooseProviderAction}
        connection={
          details && {
            id: details.id,
            provider: details.provider,
            protocol: details.protocol,
            name: details.name,
            reference: details.reference,
            isDraft: details.status === "draft" && details.live === null,
            configured: details.draft !== null,
          }
        }
        back={<BackLink slug={ctx.space.slug} connectionId={details?.id ?? null} step="provider" />}
      />
    </WizardLayout>
  );
}
