"use client";

import { useContext } from "react";
import { FormContext } from "./form-context";

/**
 * Whether a checkbox or a card starts ticked: as it was sent if the form was returned, else as the page says. An
 * unticked checkbox is not sent, so any result with values decides.
 */
export function useTypedChoice(name: string, value: string, otherwise: boolean): boolean {
  const { values } = useContext(FormContext).state;
  if (!values) return otherwise;
  return (values[name] ?? "").split("\n").includes(value);
}
