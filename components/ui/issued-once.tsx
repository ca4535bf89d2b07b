"use client";

import { type ReactNode, useContext } from "react";
import { Button } from "./button";
import { ButtonLink } from "./button-link";
import { Callout } from "./callout";
import { CopyField } from "./copy-field";
import { DialogClose } from "./dialog";
import { FormContext } from "./form-context";

export interface IssuedOnceProps {
  label: string;
  help: string;
  /** What the secret allows its holder to do. */
  warning: string;
  /** What goes with it; its value is in the answer under that name. */
  beside?: { name: string; label: string };
  /** The target of "Done"; without one it closes the dialog around it. */
  back?: string;
  /** The form's fields. */
  children: ReactNode;
}

/** The form's fields, until the server has returned a secret: then that, this once. */
export function IssuedOnce({ label, help, warning, beside, back, children }: IssuedOnceProps) {
  const { state } = useContext(FormContext);
  const issued = state.ok ? state.values?.issued : undefined;
  if (!issued) return children;
  const companion = beside && state.values?.[beside.name];
  return (
    <div className="space-y-5">
      {beside && companion && <CopyField label={beside.label} value={companion} />}
      <CopyField label={label} value={issued} help={help} />
      <Callout tone="warn" title="Copy it now">
        <p>It is shown only now. {warning} Store it in a safe place, such as a password manager.</p>
      </Callout>
      {back ? (
        <ButtonLink href={back} variant="primary">
          Done
        </ButtonLink>
      ) : (
        <DialogClose>
          <Button variant="primary">Done</Button>
        </DialogClose>
      )}
    </div>
  );
}
