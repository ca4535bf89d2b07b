"use client";

import type { ReactNode } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ReviewNumbers } from "@/lib/model/directories/review";
import type { FormAction } from "@/lib/schemas/form-state";
import { lacksLicences, licenceSentence, sentences } from "./dry-run-numbers";

interface ActivateDialogProps {
  name: string;
  numbers: ReviewNumbers;
  action: FormAction;
  fields: Readonly<Record<string, string>>;
  trigger: ReactNode;
}

/** Says in numbers what activation does now, and what it means from then on. */
export function ActivateDialog({ name, numbers, action, fields, trigger }: ActivateDialogProps) {
  const { kinds, licences } = numbers;
  const all = sentences(kinds);
  const harms = all.filter(({ kind }) => kind === "leaves" || kind === "problem");
  const plain = all.filter((sentence) => !harms.includes(sentence));
  return (
    <ConfirmDialog
      title={`Activate ${name}?`}
      description="From now on people arrive, change and leave by themselves, as the directory says."
      effects={[...plain.map(({ text }) => text), licenceSentence(licences)]}
      consequences={[
        ...harms.map(({ text, kind }) =>
          kind === "leaves"
            ? `${text} If they are many, only the first ones do, and you are asked about the others.`
            : text,
        ),
        ...(lacksLicences(licences)
          ? ["There are not enough licences: whoever comes too late has no access yet."]
          : []),
      ]}
      confirmLabel="Activate"
      pendingLabel="Activating"
      tone="primary"
      action={action}
      fields={fields}
      trigger={trigger}
    />
  );
}
