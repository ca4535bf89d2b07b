"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { OidcField, SamlField, Taken } from "@/lib/protocols/providers/provider";
import type { FormAction, FormState } from "@/lib/schemas/form-state";
import { hasNotes, type SavedNotes } from "@/lib/schemas/sso-forms";
import type { VersionView } from "@/lib/schemas/sso-views";
import { useLease } from "./lease-context";
import { OAuth2Form } from "./oauth2-form";
import { OidcForm } from "./oidc-form";
import { SamlForm } from "./saml-form";
import { useAskedField, useFocusOn } from "./use-asked-field";

interface ConfigureStepProps {
  action: FormAction;
  connectionId: string;
  providerName: string;
  protocol: Protocol;
  /** OAuth 2: the authentication method. */
  preset: string;
  take: readonly Taken<SamlField | OidcField>[];
  version: VersionView | null;
  /** Where to ask what a document of the provider says. */
  documentAddress: string;
  next: string;
  back: ReactNode;
  /** Behind a setup link: settings that only the space may decide are left out. */
  fromOutside?: boolean;
}

/** The provider's values: the form of the protocol, and the corrections to the input. */
export function ConfigureStep({
  next,
  protocol,
  preset,
  take,
  fromOutside = false,
  ...props
}: ConfigureStepProps) {
  const { readAnew } = useLease();
  const box = useRef<HTMLDivElement>(null);
  useFocusOn(box, useAskedField());
  const [notes, setNotes] = useState<SavedNotes["notes"]>();

  function handleSaved(state: FormState) {
    if (!hasNotes(state)) return;
    setNotes(state.notes);
    readAnew();
  }

  // A new version is shown as it is stored; while it is the same, input stays.
  const key = props.version?.id ?? "new";
  const forms: Record<Protocol, () => ReactNode> = {
    saml: () => (
      <SamlForm key={key} {...props} take={take as readonly Taken<SamlField>[]} onSaved={handleSaved} />
    ),
    oidc: () => (
      <OidcForm key={key} {...props} take={take as readonly Taken<OidcField>[]} onSaved={handleSaved} />
    ),
    oauth2: () => (
      <OAuth2Form key={key} {...props} preset={preset} fromOutside={fromOutside} onSaved={handleSaved} />
    ),
  };
  return (
    <div ref={box} className="space-y-5">
      {notes && <SavedNotesBox notes={notes} next={next} />}
      {forms[protocol]()}
    </div>
  );
}

/** The corrections to the input, once it is saved. */
export function SavedNotesBox({ notes, next }: { notes: SavedNotes["notes"]; next: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (notes) box.current?.focus();
  }, [notes]);
  const { repairs, warnings } = notes;
  return (
    <div ref={box} role="status" tabIndex={-1} className="space-y-3">
      {warnings.length > 0 && (
        <Callout tone="warn" title="Saved, but check the following">
          <Sentences sentences={warnings} />
        </Callout>
      )}
      <Callout
        title={repairs.length > 0 ? "Saved. We corrected what you entered:" : "Saved."}
        actions={
          <ButtonLink href={next} variant="primary" size="small">
            Continue
          </ButtonLink>
        }
      >
        {repairs.length > 0 && <Sentences sentences={repairs} />}
        <p>Below is what is stored now.</p>
      </Callout>
    </div>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="list-disc space-y-1 pl-4">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
