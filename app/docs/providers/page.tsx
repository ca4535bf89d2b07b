import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { ProviderMark } from "@/components/ui/provider-mark";
import { helpAddresses } from "@/lib/model/help";
import { oauth2Presets } from "@/lib/protocols/oauth2/presets/catalogue";
import { providers } from "@/lib/protocols/providers/catalogue";
import { HelpFrame } from "../help-frame";
import { HelpSection } from "../help-section";

export const metadata: Metadata = { title: "Guides for providers, help" };

const groups = [
  { id: "identity-providers", title: "Identity providers", entries: providers },
  { id: "tools", title: "Business tools (OAuth 2)", entries: oauth2Presets },
];

/** The guides of the wizard, to read beforehand or to pass on to the provider's administrator. */
export default function ProvidersPage() {
  return (
    <HelpFrame
      title="Guides for providers"
      summary="The step Configure shows the same guides next to the form, with your own values to copy."
      href={helpAddresses.providers}
    >
      {groups.map(({ id, title, entries }) => (
        <HelpSection key={id} id={id} title={title}>
          <ul className="grid gap-3 sm:grid-cols-2">
            {entries.map((one) => (
              <li
                key={one.id}
                className="flex items-start gap-3 rounded-lg border border-line bg-surface p-4"
              >
                <ProviderMark provider={one.id} />
                <span className="min-w-0">
                  <Link href={`${helpAddresses.providers}/${one.id}`}>{one.name}</Link>
                  <span className="block text-base text-muted">{one.summary}</span>
                </span>
              </li>
            ))}
          </ul>
        </HelpSection>
      ))}
    </HelpFrame>
  );
}
