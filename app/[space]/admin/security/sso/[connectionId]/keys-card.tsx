import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyField } from "@/components/ui/copy-field";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ServiceProviderKey } from "@/lib/model/connections/connection";
import { removeKeyAction, rotateKeyAction } from "../maintenance-actions";

interface KeysCardProps {
  keys: readonly ServiceProviderKey[];
  slug: string;
  connectionId: string;
  providerName: string;
}

/** Our own keys for a SAML connection, and their rotation without a gap. For experts. */
export function KeysCard({ keys, slug, connectionId, providerName }: KeysCardProps) {
  const old = keys.find(({ retiredAt }) => retiredAt !== null);
  return (
    <details className="rounded-lg border border-line bg-surface">
      <summary className="px-5 py-3 font-medium max-md:min-h-11">
        Advanced: our signing and decryption keys
      </summary>
      <div className="space-y-5 border-t border-line p-5">
        <p className="text-muted">
          The current key signs our requests. All keys decrypt assertions that {providerName} encrypts. Our
          metadata shows the certificate of each.
        </p>
        {keys.map((key) => (
          <CopyField
            key={key.id}
            label={key.retiredAt === null ? "Current certificate" : "Old certificate"}
            value={key.certificate}
            help={
              <>
                Made <RelativeTime value={key.createdAt.toISOString()} />
                {key.retiredAt === null ? ". Signs and decrypts." : ". Only decrypts."}
              </>
            }
          />
        ))}
        {old ? (
          <ConfirmDialog
            trigger={<Button variant="danger">Remove the old key</Button>}
            title="Remove the old key?"
            consequences={[
              `Assertions that ${providerName} still encrypts for the old certificate are refused from now on.`,
              "Requests are not affected: they are already signed with the current key.",
            ]}
            confirmLabel="Remove the old key"
            pendingLabel="Removing"
            action={removeKeyAction}
            fields={{ space: slug, connectionId, keyId: old.id }}
          />
        ) : (
          <ConfirmDialog
            trigger={<Button>Create a new key</Button>}
            title="Create a new key?"
            consequences={[
              `Requests are signed with the new key immediately. If ${providerName} verifies our signature, give it the new certificate or our metadata right away.`,
              "The old key continues to decrypt assertions until you remove it, so no sign-in fails for that reason.",
            ]}
            confirmLabel="Create a new key"
            pendingLabel="Creating a key"
            tone="primary"
            action={rotateKeyAction}
            fields={{ space: slug, connectionId }}
          />
        )}
      </div>
    </details>
  );
}
