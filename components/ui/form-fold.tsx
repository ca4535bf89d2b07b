"use client";

import { type ReactNode, useContext } from "react";
import { FormContext } from "./form-context";

/** A part of a form that few people need, folded below its title. Open once the form was refused, also without script. */
export function FormFold({ title, children }: { title: string; children: ReactNode }) {
  const { state } = useContext(FormContext);
  return (
    <details open={state.ok === false || undefined}>
      <summary className="cursor-pointer font-medium">{title}</summary>
      <div className="space-y-5 pt-4">{children}</div>
    </details>
  );
}
