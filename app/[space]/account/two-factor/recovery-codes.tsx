"use client";

import { type ReactNode, useContext } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { FormContext } from "@/components/ui/form-context";

/** The form's fields, until the server has returned recovery codes: then those, this once. */
export function RecoveryCodes({ slug, children }: { slug: string; children: ReactNode }) {
  const { state } = useContext(FormContext);
  const text = state.ok ? state.values?.recoveryCodes : undefined;
  if (!text) return children;
  const codes = text.split("\n");
  return (
    <div className="space-y-5">
      <Callout tone="warn" title="Keep these recovery codes">
        <p>
          Each code works once, when you do not have your phone. They are shown only now: print them, or store
          them in a password manager.
        </p>
      </Callout>
      <ul className="grid max-w-md grid-cols-2 gap-x-6 gap-y-1.5 font-mono max-sm:grid-cols-1">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label="Copy codes" />
        <ButtonLink href={`/${slug}/account`} variant="primary">
          Done
        </ButtonLink>
      </div>
    </div>
  );
}
