"use client";

import { type ReactNode, useContext } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { CopyField } from "@/components/ui/copy-field";
import { FormContext } from "@/components/ui/form-context";

/** The form's fields, until the server has answered with a token: then that, this once. */
export function IssuedToken({ back, children }: { back: string; children: ReactNode }) {
  const { state } = useContext(FormContext);
  const issued = state.ok ? state.values?.issued : undefined;
  if (!issued) return children;
  return (
    <div className="space-y-5">
      <CopyField
        label="Your new token"
        value={issued}
        help="Programs send it as “Authorization: Bearer …” with each call."
      />
      <Callout tone="warn" title="Copy it now">
        <p>
          It is shown this once and not kept here. Whoever has it can do what it may do, so put it where
          secrets belong.
        </p>
      </Callout>
      <ButtonLink href={back} variant="primary">
        Done
      </ButtonLink>
    </div>
  );
}
