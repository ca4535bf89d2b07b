import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Callout } from "@/components/ui/callout";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { helpAddresses } from "@/lib/model/help";
import { HelpFrame } from "../../help-frame";
import { HelpSection } from "../../help-section";
import { HelpText } from "../../help-text";
import { GuideText } from "../guide-text";
import { shownGuides } from "../shown-guides";

interface ProviderPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: ProviderPageProps): Promise<Metadata> {
  const found = shownGuides((await params).id);
  return found ? { title: `${found.name}, help` } : {};
}

/** The guide of one provider or tool, for each protocol that it supports with us. */
export default async function ProviderPage({ params }: ProviderPageProps) {
  const { id } = await params;
  const found = shownGuides(id);
  if (!found) notFound();
  const { name, guides } = found;
  return (
    <HelpFrame
      title={name}
      summary="Our values, which have a name here, are different for each connection. Copy them in the step Configure."
      href={`${helpAddresses.providers}/${id}`}
      above={{ href: helpAddresses.providers, label: "Guides for providers" }}
      sections={guides.map(({ protocol }) => ({ id: protocol, title: protocolTraits[protocol].name }))}
    >
      {guides.map(({ protocol, guide }) => (
        <HelpSection key={protocol} id={protocol} title={`${name} by ${protocolTraits[protocol].name}`}>
          {guide.unconfirmed && (
            <Callout>
              The labels in this guide may differ slightly from the provider's console. The meaning of each
              value is given below it.
            </Callout>
          )}
          <GuideText guide={guide} />
        </HelpSection>
      ))}
      <p className="text-base text-muted">
        <HelpText text="Then [test](/docs/administrators/set-up#test). The result names any problem, and [explains it](/docs/refusals)." />
      </p>
    </HelpFrame>
  );
}
