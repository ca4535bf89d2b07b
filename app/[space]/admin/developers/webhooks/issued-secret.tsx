"use client";

import { type ReactNode, useContext } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { CopyField } from "@/components/ui/copy-field";
import { FormContext } from "@/components/ui/form-context";

/** The form's fields, until the server has answered with a signing secret: then that, this once. */
export function IssuedSecret({ back, children }: { back: string; children: ReactNode }) {
  const { state } = useContext(FormContext);
  const issued = state.ok ? state.values?.issued : undefined;
  if (!issued) return children;
  return (
    <div className="space-y-5">
      <CopyField
        label="Signing secret"
        value={issued}
        help="Your program checks the header webhook-signature with it, by the rules of Standard Webhooks."
      />
      <Callout tone="warn" title="Copy it now">
        <p>
          It is shown this once. Whoever has it can pretend to be this site to your program, so put it where
          secrets belong.
        </p>
      </Callout>
      <ButtonLink href={back} variant="primary">
        Done
      </ButtonLink>
    </div>
  );
}
