"use client";

import { useContext } from "react";
import { FormContext } from "./form-context";

/**
 * Whether a box or a card starts ticked: as it was sent if the form came back, else as the page says.
 * A box that was not ticked leaves no trace in what was sent, so any answer with values decides.
 */
export function useTypedChoice(name: string, value: string, otherwise: boolean): boolean {
  const { values } = useContext(FormContext).state;
  if (!values) return otherwise;
  return (values[name] ?? "").split("\n").includes(value);
}
