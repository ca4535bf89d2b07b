import { RichText } from "@/components/connections/rich-text";
import type { OurValue, ProviderField } from "@/lib/protocols/providers/provider";
import type { WholeGuide } from "./shown-guides";

const ourWords: Record<OurValue, string> = {
  acsUrl: "ACS URL",
  acsUrlPattern: "ACS URL as a pattern",
  entityId: "Entity ID",
  metadataUrl: "Metadata address",
  loginAddress: "Login URL",
  encryptionCertificate: "Certificate",
  redirectUri: "Redirect URI",
  initiateUrl: "Initiate address",
  postLogoutRedirectUri: "Sign-out address",
};
const theirWords: Record<ProviderField, string> = {
  metadataUrl: "Metadata address",
  metadataXml: "Metadata document",
  entityId: "Entity ID",
  loginUrl: "Login URL",
  logoutUrl: "Logout URL",
  certificates: "Signing certificate",
  issuer: "Issuer",
  clientId: "Client ID",
  clientSecret: "Client secret",
};

/** A guide as text: the steps, then the values and their fields, and common surprises. */
export function GuideText({ guide }: { guide: WholeGuide }) {
  return (
    <div className="space-y-5">
      <ol className="list-decimal space-y-3 pl-6 marker:font-medium">
        {guide.steps.map((step) => (
          <li key={step.title} className="pl-1">
            <p className="font-medium">
              {step.title}
              {step.optional && <span className="font-normal text-muted"> (optional)</span>}
            </p>
            <p className="[overflow-wrap:anywhere]">
              <RichText text={step.text} />
            </p>
            {step.copies && (
              <p className="text-base text-muted">
                Our values for this step: {step.copies.map((value) => ourWords[value]).join(", ")}.
              </p>
            )}
          </li>
        ))}
      </ol>
      <Values
        title="Our values, and the provider's fields for them"
        rows={guide.give.map(({ value, label, meaning }) => ({ words: ourWords[value], label, meaning }))}
      />
      <Values
        title="The provider's values, for the form here"
        rows={guide.take.map(({ field, label, meaning }) => ({ words: theirWords[field], label, meaning }))}
      />
      <div className="space-y-2">
        <h3 className="font-semibold">Good to know</h3>
        <ul className="list-disc space-y-2 pl-6">
          {[guide.groups.caveat, ...guide.notes].map((note) => (
            <li key={note}>
              <RichText text={note} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

interface ValuesProps {
  title: string;
  rows: readonly { words: string; label: string; meaning: string }[];
}

function Values({ title, rows }: ValuesProps) {
  if (rows.length === 0) return null;
  return (
    <div className="space-y-2">
      <h3 className="font-semibold">{title}</h3>
      <dl className="divide-y divide-line border-y border-line text-base">
        {rows.map(({ words, label, meaning }) => (
          <div
            key={`${words}:${label}`}
            className="grid gap-x-6 gap-y-0.5 py-2.5 sm:grid-cols-[13rem_minmax(0,1fr)]"
          >
            <dt>
              <span className="font-medium">{words}</span>
              {label && <span className="block text-sm text-muted">there: {label}</span>}
            </dt>
            <dd className="min-w-0">{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
