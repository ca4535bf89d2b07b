"use client";

import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";
import { useFormPending } from "./form-context";

export interface SubmitButtonProps extends Omit<ButtonProps, "type" | "asChild" | "pending"> {
  children: ReactNode;
  /** The button's text while the form is being sent, e.g. "Saving". */
  pendingLabel?: string;
}

/** The button that sends the form around it. */
export function SubmitButton({ children, pendingLabel, variant = "primary", ...rest }: SubmitButtonProps) {
  const ours = useFormPending();
  const { pending: plain } = useFormStatus();
  const pending = ours || plain;
  return (
    // A second click while the first is in progress must not send the form again.
    <Button
      type={pending ? "button" : "submit"}
      variant={variant}
      pending={pending}
      data-pending={pendingLabel}
      {...rest}
    >
      {pending && pendingLabel ? pendingLabel : children}
    </Button>
  );
}
