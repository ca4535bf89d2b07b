import { SecretDialog } from "@/components/ui/secret-dialog";
import type { ApplicationView } from "@/lib/schemas/application";
import type { FormAction } from "@/lib/schemas/form-state";

interface NewSecretProps {
  application: Pick<ApplicationView, "id" | "name" | "secrets">;
  action: FormAction;
}

/** Another client secret, and what it does to those that there are. */
export function NewSecret({ application: { id, name, secrets }, action }: NewSecretProps) {
  const newest = secrets.at(-1);
  const older = secrets.slice(0, -1);
  return (
    <SecretDialog
      title={`Create another secret for ${name}?`}
      action={action}
      fields={{ id }}
      issued={{
        label: "New client secret",
        help: "Put it into the application's settings in place of the one before.",
        warning: "Whoever has it can pretend to be the application.",
        beside: { name: "clientId", label: "Client ID" },
      }}
    >
      <ul className="list-disc space-y-2 pl-5">
        {newest && (
          <li>
            <code className="font-mono text-sm">{newest.prefix}…</code> works for 24 more hours, so that you
            can change over.
          </li>
        )}
        {older.map(({ prefix }) => (
          <li key={prefix}>
            <code className="font-mono text-sm">{prefix}…</code> stops working at once.
          </li>
        ))}
        <li>Nobody who is signed in to the application is signed out.</li>
      </ul>
    </SecretDialog>
  );
}
