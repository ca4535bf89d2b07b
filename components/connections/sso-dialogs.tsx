"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useMailNote } from "@/components/frame/mail-promise";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { counted } from "@/lib/model/text/counted";
import type { FormAction } from "@/lib/schemas/form-state";
import type { ImpactNumbers, RelinkNumbers } from "@/lib/schemas/sso-views";
import { SessionsChoice, TokensChoice } from "./ending-choices";
import { hasOtherConnection, type ImpactOf, impactSentences, keepAll } from "./impact-words";

interface ImpactDialogProps {
  of: ImpactOf;
  numbers: ImpactNumbers;
  /** Linked people whom putting the version live would refuse. */
  relink?: RelinkNumbers | null;
  action: FormAction;
  fields: Readonly<Record<string, string>>;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

const words = {
  activate: { title: "Activate", confirm: "Activate SSO", pending: "Activating" },
  replace: { title: "Put live", confirm: "Put live", pending: "Putting live" },
  replace_disabled: { title: "Put live", confirm: "Put live", pending: "Putting live" },
  remove: { title: "Remove", confirm: "Remove", pending: "Removing" },
  discard: { title: "Remove", confirm: "Remove", pending: "Removing" },
} as const;

/** Shows in numbers what activating or removing does, and offers the choices about other people's sessions and tokens. */
export function ImpactDialog({
  of,
  numbers,
  relink,
  action,
  fields,
  trigger,
  open,
  onOpenChange,
}: ImpactDialogProps) {
  const router = useRouter();
  const [choices, setChoices] = useState(keepAll);
  const mailNote = useMailNote();
  const { effects, consequences } = impactSentences(of, numbers, choices);
  const mails = of.step === "remove" && numbers.withoutPassword > 0;
  const { title, confirm, pending } = words[of.step];
  const ends = of.step === "activate" || of.step === "remove";
  const asksSessions = ends && numbers.otherPeople > 0;
  const asksTokens =
    ends && hasOtherConnection(of, numbers) && numbers.personalTokens + numbers.integrationTokens > 0;

  function handleOpenChange(next: boolean) {
    // The current numbers, not those from when the page was opened.
    if (next) router.refresh();
    else setChoices(keepAll);
    onOpenChange?.(next);
  }

  return (
    <ConfirmDialog
      title={
        of.step.startsWith("replace")
          ? `Put version ${of.version} of ${of.name} live?`
          : `${title} ${of.name}?`
      }
      effects={effects}
      consequences={mails && mailNote !== null ? [...consequences, mailNote] : consequences}
      confirmLabel={confirm}
      pendingLabel={pending}
      tone={of.step === "remove" || of.step === "discard" ? "danger" : "primary"}
      action={action}
      fields={fields}
      {...(trigger ? { trigger } : {})}
      {...(open === undefined ? {} : { open })}
      onOpenChange={handleOpenChange}
    >
      {relink && <RelinkChoice relink={relink} />}
      {asksSessions && (
        <SessionsChoice
          numbers={numbers}
          value={choices.sessions}
          onChange={(sessions) => setChoices({ ...choices, sessions })}
        />
      )}
      {asksTokens && (
        <TokensChoice
          numbers={numbers}
          value={choices.tokens}
          onChange={(tokens) => setChoices({ ...choices, tokens })}
        />
      )}
    </ConfirmDialog>
  );
}

const keepWords = {
  same_subject: "The test has shown that account identifiers stay the same: nobody notices a change.",
  same_address:
    "The test has shown another account with the same address. At the next sign-in, everyone with an address in a verified domain may link a new account, once.",
} as const;

/** Neither is preselected: somebody must decide what happens to people's access. */
function RelinkChoice({ relink }: { relink: RelinkNumbers }) {
  const { people, proof } = relink;
  return (
    <RadioGroup
      name="relink"
      label={`${counted(people, "linked person", "linked people")} would be refused. Keep their links?`}
      options={[
        {
          value: "keep",
          label: "Keep their links",
          description: proof
            ? `${keepWords[proof]} Rolling back restores the old links.`
            : "Not possible yet: somebody who signs in through this connection must do the test.",
          disabled: proof === null,
        },
        {
          value: "refuse",
          label: "Refuse them",
          description: "Each person must be linked again, on their card under Members or through the API.",
        },
      ]}
    />
  );
}
