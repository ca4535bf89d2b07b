import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { CheckboxList } from "@/components/ui/checkbox-list";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { IssuedOnce } from "@/components/ui/issued-once";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { TokenScope } from "@/lib/model/tokens/token";
import { tokenScopes } from "@/lib/model/tokens/token";
import type { FormAction } from "@/lib/schemas/form-state";
import { scopeWords } from "./words";

interface TokenFormProps {
  slug: string;
  action: FormAction;
  /** Fields before the name, e.g. the account. */
  children?: ReactNode;
  defaultName: string | undefined;
  defaultScopes: readonly TokenScope[];
  /** Where the tokens are listed. */
  back: string;
}

const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "never", label: "No expiry" },
];

/** The form for a new token; after success the token replaces it, shown this once. */
export function TokenForm({ slug, action, children, defaultName, defaultScopes, back }: TokenFormProps) {
  return (
    <Form action={action} label="Create a token">
      <IssuedOnce
        label="Your new token"
        help="Programs send it as “Authorization: Bearer …” with each call."
        warning="Anyone who has it can do what it allows."
        back={back}
      >
        <input type="hidden" name="space" value={slug} />
        {children}
        <TextField
          name="name"
          label="Name"
          help="What the program is for, so that you recognise the token later."
          maxLength={100}
          autoComplete="off"
          {...(defaultName ? { defaultValue: defaultName } : {})}
        />
        <CheckboxList
          name="scopes"
          legend="Scopes"
          values={tokenScopes}
          words={scopeWords}
          chosen={defaultScopes}
        />
        <SelectField name="lifetime" label="Expires after" options={lifetimes} defaultValue="90" />
        <FormActions back={<ButtonLink href={back}>Cancel</ButtonLink>}>
          <SubmitButton pendingLabel="Creating">Create token</SubmitButton>
        </FormActions>
      </IssuedOnce>
    </Form>
  );
}
