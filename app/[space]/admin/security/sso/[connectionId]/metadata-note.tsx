import { Callout } from "@/components/ui/callout";
import { Form } from "@/components/ui/form";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import type { MetadataRefresh } from "@/lib/model/connections/metadata-refresh";
import { takeMetadataAction } from "../maintenance-actions";

interface MetadataNoteProps {
  look: MetadataRefresh;
  slug: string;
  providerName: string;
  /** The signed-in person may change the connection. */
  editable: boolean;
}

/** What the daily check of the provider's metadata found and nobody has handled yet. Nothing is applied by itself. */
export function MetadataNote({ look, slug, providerName, editable }: MetadataNoteProps) {
  const { outcome, findings } = look;
  const when = <RelativeTime value={look.lookedAt.toISOString()} />;
  switch (outcome) {
    case "same":
      return null;
    case "failed":
      return (
        <Callout tone="warn" title={<>The provider's metadata could not be read {when}</>}>
          <p>
            {findings.sentence} The live version stays in use with the values that were read last. A new
            certificate is not detected until the address responds again.
          </p>
        </Callout>
      );
    case "changed":
    case "other_entity_id": {
      const other = outcome === "other_entity_id";
      return (
        <Callout
          tone={other ? "danger" : "warn"}
          title={
            other
              ? "The provider's metadata names another provider"
              : findings.newFingerprints.length > 0
                ? "The provider's metadata has a new certificate: review and test"
                : "The provider's metadata has changed: review and test"
          }
        >
          <p>
            {findings.sentence} Seen {when}. The live version is unchanged.
            {other && ` Ask whoever manages ${providerName} whether this was intended before you apply it.`}
          </p>
          {findings.newFingerprints.length > 0 && (
            <ul className="space-y-1">
              {findings.newFingerprints.map((fingerprint) => (
                <li key={fingerprint} className="font-mono text-sm [overflow-wrap:anywhere]">
                  {fingerprint}
                </li>
              ))}
            </ul>
          )}
          {editable && findings.entityId && (
            <Form action={takeMetadataAction} label="Apply the provider's metadata">
              <input type="hidden" name="space" value={slug} />
              <input type="hidden" name="connectionId" value={look.connectionId} />
              <input type="hidden" name="entityId" value={findings.entityId} />
              <SubmitButton variant="secondary" size="small" pendingLabel="Reading">
                Apply it to a new version and test
              </SubmitButton>
            </Form>
          )}
        </Callout>
      );
    }
  }
}
