"use client";

import { KeyRound } from "lucide-react";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { Link } from "@/components/ui/link";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { DirectoryAuthentication } from "@/lib/protocols/providers/directories/directory-guide";
import type { FormAction } from "@/lib/schemas/form-state";

interface CredentialFormProps {
  space: string;
  directoryId: string;
  by: DirectoryAuthentication;
  action: FormAction;
  /** The first characters of those in use. */
  existing: readonly string[];
  /** Where they are revoked; absent on that very page. */
  settings?: string;
  onIssued: (text: string) => void;
}

const lifetimes = [
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "never", label: "No expiry" },
];
const nouns = { token: ["token", "tokens"], client: ["client secret", "client secrets"] } as const;

/** Creates a token or a client secret; those from before can no longer be shown. */
export function CredentialForm(props: CredentialFormProps) {
  const { space, directoryId, by, action, existing, settings, onIssued } = props;
  const [one, many] = nouns[by];
  const word = existing.length > 0 ? `Create another ${one}` : `Create the ${one}`;
  return (
    <Form action={action} label={word} onSuccess={({ values }) => values?.issued && onIssued(values.issued)}>
      <input type="hidden" name="space" value={space} />
      <input type="hidden" name="directoryId" value={directoryId} />
      <input type="hidden" name="kind" value={by === "token" ? "token" : "secret"} />
      {existing.length > 0 && settings && (
        <p className="text-muted">
          {existing.length === 1 ? `A ${one} is` : `${existing.length} ${many} are`} in use:{" "}
          <span className="font-mono text-sm">{existing.map((prefix) => `${prefix}…`).join(", ")}</span>. It
          cannot be shown again. If it is not in your product yet, create another; of more than two,{" "}
          <Link href={settings}>revoke one</Link> first.
        </p>
      )}
      <SelectField
        name="lifetime"
        label="Expires after"
        help="Administrators are reminded before that."
        options={lifetimes}
        defaultValue="365"
      />
      <FormActions>
        <SubmitButton
          variant={existing.length > 0 ? "secondary" : "primary"}
          icon={<KeyRound aria-hidden />}
          pendingLabel="Creating"
        >
          {word}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
