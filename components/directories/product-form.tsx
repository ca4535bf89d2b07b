"use client";

import { FileUp } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ProviderPicker } from "@/components/connections/provider-picker";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { directoryProviders } from "@/lib/model/directories/directory";
import { directoryGuides } from "@/lib/protocols/providers/directories/catalogue";
import { type FormAction, type FormState, valuesOf } from "@/lib/schemas/form-state";

interface ProductFormProps {
  action: FormAction;
  space: string;
  /** Whose role rules it can feed. */
  connections: readonly { id: string; name: string }[];
  /** Where people are imported from a file. */
  importHref: string;
  back: ReactNode;
}

const google = "google";
const choices = [
  ...directoryProviders.filter((id) => id !== "generic").map((id) => directoryGuides[id]),
  { id: google, name: "Google Workspace", summary: "Sends nobody by itself" },
  directoryGuides.generic,
];
const nameFor = (id: string | null) =>
  choices.find((choice) => choice.id === id && id !== "generic")?.name ?? "";

/** The product that keeps the people, the directory's name, and where roles come from. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function ProductForm({ action, space, connections, importHref, back }: ProductFormProps) {
  const [provider, setProvider] = useState<string | null>(null);
  const [name, setName] = useState<string | null>(null);
  const sendsNobody = provider === google;

  /** The other fields appear with the product: before that, missing values are no mistakes. */
  function validate(data: FormData): FormState | undefined {
    if (provider !== null) return undefined;
    return { ok: false, fieldErrors: { provider: ["Choose your product."] }, values: valuesOf(data) };
  }

  return (
    <Form action={action} validate={validate} label="Connect a directory">
      <input type="hidden" name="space" value={space} />
      <ProviderPicker
        label="Where does your company keep its people?"
        help="The product in which a new colleague gets their work account."
        groups={[{ label: "Products", choices }]}
        value={provider}
        onChange={setProvider}
        isDisabled={() => false}
      />
      {sendsNobody && (
        <Callout
          title="Google Workspace does not send people by itself"
          actions={
            <ButtonLink size="small" href={importHref} icon={<FileUp aria-hidden />}>
              Import from a file
            </ButtonLink>
          }
        >
          It can send people to a few chosen applications only, and to no other. Import them from a CSV file
          that you export there, or let everybody join when they first sign in with Google. If another
          product, such as Okta or Entra ID, keeps your people too, choose that one.
        </Callout>
      )}
      {provider !== null && !sendsNobody && (
        <>
          <TextField
            name="name"
            label="Name"
            help="For you and other administrators."
            value={name ?? nameFor(provider)}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={100}
            required
          />
          {connections.length === 0 ? (
            <p className="text-muted">
              <input type="hidden" name="connectionId" value="" />
              Everybody who arrives becomes a Reader. Groups can give roles once single sign-on is set up.
            </p>
          ) : (
            <SelectField
              name="connectionId"
              label="Roles"
              help="The groups of the directory give roles by the rules of this connection. You can change it later."
              defaultValue={connections[0]?.id ?? ""}
              options={[
                ...connections.map(({ id, name: connection }) => ({
                  value: id,
                  label: `By the rules of ${connection}`,
                })),
                { value: "", label: "No rules: everybody who arrives is a Reader" },
              ]}
            />
          )}
        </>
      )}
      <FormActions back={back}>
        {!sendsNobody && <SubmitButton pendingLabel="Creating">Continue</SubmitButton>}
      </FormActions>
    </Form>
  );
}
