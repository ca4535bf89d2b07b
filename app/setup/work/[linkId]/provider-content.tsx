import { ProviderForm } from "@/components/connections/provider-form";
import { SetupPage } from "@/components/connections/setup-page";
import { Callout } from "@/components/ui/callout";
import { WizardLayout } from "@/components/ui/wizard-layout";
import type { SetupStart, SetupWork } from "@/lib/schemas/setup-work";
import { chooseSetupProviderAction } from "../actions";

interface ProviderContentProps {
  work: SetupWork | SetupStart;
  steps: React.ReactNode;
}

/** Which provider: the outside administrator knows it, so nobody inside has to. */
export function ProviderContent({ work, steps }: ProviderContentProps) {
  const { connection } = work;
  if (connection !== null && work.liveVersion !== null)
    return (
      <WizardLayout steps={steps}>
        <Callout title={`${connection.providerName} is in use`}>
          The provider of a connection in use cannot be changed. Ask your contact for a new link.
        </Callout>
      </WizardLayout>
    );
  return (
    <WizardLayout steps={steps}>
      <SetupPage revision={connection?.revision ?? 0}>
        <ProviderForm
          key={connection?.id ?? "new"}
          action={chooseSetupProviderAction}
          connection={
            connection && {
              id: connection.id,
              provider: connection.provider,
              protocol: connection.protocol,
              name: connection.name,
              reference: connection.reference,
              isDraft: true,
              configured: work.version !== null,
            }
          }
          back={null}
          fromOutside
        />
      </SetupPage>
    </WizardLayout>
  );
}
