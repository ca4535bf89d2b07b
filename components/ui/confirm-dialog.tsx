"use client";

import { Info, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { FormAction } from "@/lib/schemas/form-state";
import { Button } from "./button";
import { Dialog, DialogClose } from "./dialog";
import { Form } from "./form";
import { FormActions } from "./form-actions";
import { SubmitButton } from "./submit-button";
import { TextField } from "./text-field";

export interface ConfirmDialogProps {
  title: ReactNode;
  description?: ReactNode;
  /** What will happen, in numbers, one sentence each. */
  consequences?: readonly ReactNode[];
  /** What happens too, and harms nobody. */
  effects?: readonly ReactNode[];
  /** The word on the button: "Remove connection". */
  confirmLabel: ReactNode;
  pendingLabel?: string;
  action: FormAction;
  /** Hidden values to send too, e.g. an id. */
  fields?: Readonly<Record<string, string>>;
  /** Only if it cannot be undone: the button works once this has been typed; sent as `confirmation`. */
  typeToConfirm?: string;
  /** Choices between the consequences and the button. */
  children?: ReactNode;
  tone?: "danger" | "primary";
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** Shows in numbers what a step does before it is done, and does it. Closes itself after success. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    title,
    description,
    effects = [],
    consequences = [],
    trigger,
    tone = "danger",
    typeToConfirm,
  } = props;
  const [openInside, setOpenInside] = useState(false);
  const [typed, setTyped] = useState("");
  const open = props.open ?? openInside;

  function setOpen(next: boolean) {
    setOpenInside(next);
    setTyped("");
    props.onOpenChange?.(next);
  }

  const locked = typeToConfirm !== undefined && typed.trim() !== typeToConfirm;
  return (
    <Dialog title={title} description={description} trigger={trigger} open={open} onOpenChange={setOpen}>
      <Form
        action={props.action}
        onSuccess={() => setOpen(false)}
        {...(locked
          ? {
              validate: () => ({
                ok: false,
                fieldErrors: { confirmation: [`Type “${typeToConfirm}” to confirm.`] },
              }),
            }
          : {})}
      >
        {Object.entries(props.fields ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {effects.length + consequences.length > 0 && (
          <ul className="space-y-2 rounded-lg border border-line bg-sunken p-4">
            <Sentences sentences={effects} icon={<Info aria-hidden className="text-muted" />} />
            <Sentences sentences={consequences} icon={<TriangleAlert aria-hidden className="text-warn" />} />
          </ul>
        )}
        {props.children}
        {typeToConfirm !== undefined && (
          <TextField
            name="confirmation"
            label={
              <>
                Type <strong className="font-semibold select-all">{typeToConfirm}</strong> to confirm
              </>
            }
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <FormActions
          back={
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
          }
        >
          <SubmitButton
            variant={tone === "danger" ? "danger" : "primary"}
            {...(props.pendingLabel ? { pendingLabel: props.pendingLabel } : {})}
          >
            {props.confirmLabel}
          </SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}

function Sentences({ sentences, icon }: { sentences: readonly ReactNode[]; icon: ReactNode }) {
  return sentences.map((sentence, index) => (
    // The list never reorders while it is open.
    // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no id of their own
    <li key={index} className="flex gap-2.5 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
      {icon}
      <span className="min-w-0">{sentence}</span>
    </li>
  ));
}
