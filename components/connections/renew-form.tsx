"use client";

import { useState } from "react";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TextareaField } from "@/components/ui/textarea-field";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { FormAction, FormState } from "@/lib/schemas/form-state";
import { hasNotes, type SavedNotes } from "@/lib/schemas/sso-forms";
import type { VersionView } from "@/lib/schemas/sso-views";
import { Advanced } from "./advanced";
import { CertificatesField } from "./certificates-field";
import { SavedNotesBox } from "./configure-step";
import { useLease } from "./lease-context";
import { LeaseFields } from "./lease-fields";

interface RenewFormProps {
  action: FormAction;
  connectionId: string;
  providerName: string;
  protocol: Protocol;
  version: VersionView;
  next: string;
}

/** The new certificate or client secret of an existing connection, and nothing else. */
export function RenewForm({ action, connectionId, providerName, protocol, version, next }: RenewFormProps) {
  const { readAnew } = useLease();
  const [notes, setNotes] = useState<SavedNotes["notes"]>();

  function handleSaved(state: FormState) {
    if (!hasNotes(state)) return;
    setNotes(state.notes);
    readAnew();
  }

  return (
    <div className="space-y-5">
      {notes && <SavedNotesBox notes={notes} next={next} />}
      <Form key={version.id} action={action} onSuccess={handleSaved} label={`Renew ${providerName}`}>
        <LeaseFields connectionId={connectionId} />
        {protocolTraits[protocol].credential === "key_pairs" ? (
          <>
            <CertificatesField
              stored={version.certificates}
              help={`The new certificate that ${providerName} signs with.`}
            />
            <Advanced names={["metadataUrl", "metadataXml"]} label="Use the provider's metadata instead">
              <TextField
                name="metadataUrl"
                type="url"
                label="Metadata address"
                help="It must be from the same identity provider: only the certificates may differ."
                mono
                optional
              />
              <TextareaField name="metadataXml" label="Metadata document" rows={6} mono optional />
            </Advanced>
          </>
        ) : (
          <TextField
            name="clientSecret"
            type="password"
            label="New client secret"
            help="It is stored encrypted and never shown again."
            autoComplete="off"
            mono
          />
        )}
        <FormActions>
          <SubmitButton pendingLabel="Checking and saving">Save and continue</SubmitButton>
        </FormActions>
      </Form>
    </div>
  );
}
