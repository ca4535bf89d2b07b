import { SecretDialog } from "@/components/ui/secret-dialog";
import { SelectField } from "@/components/ui/select-field";
import type { FormAction } from "@/lib/schemas/form-state";

interface NewSigningSecretProps {
  action: FormAction;
  fields: Readonly<Record<string, string>>;
  /** Messages are signed with two secrets at this time. */
  isChanging: boolean;
}

const overlaps = [
  { value: "24", label: "For 24 hours, to change over" },
  { value: "168", label: "For 7 days, to change over" },
  { value: "0", label: "Not at all: somebody else may have it" },
];

/** Another signing secret, and how long the present one goes on. */
export function NewSigningSecret({ action, fields, isChanging }: NewSigningSecretProps) {
  return (
    <SecretDialog
      title="Create another signing secret?"
      action={action}
      fields={fields}
      issued={{
        label: "New signing secret",
        help: "Put it into your program in place of the one before.",
        warning: "Anyone who has it can impersonate this site to your program.",
      }}
    >
      <SelectField
        name="overlapHours"
        label="Keep signing with the present secret"
        help="Until then each message has a signature by either, and your program may know either."
        options={overlaps}
        defaultValue="24"
      />
      {isChanging && <p className="text-muted">The secret before the present one ends at once.</p>}
    </SecretDialog>
  );
}
