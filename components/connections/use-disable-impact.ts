"use client";

import { useState } from "react";
import { emptyFormState, type FormAction, type FormState } from "@/lib/schemas/form-state";
import { type DisableImpact, hasDisableImpact } from "@/lib/schemas/sso-views";

const noAnswer: FormState = {
  message: "The server did not respond. Check your connection and try again.",
};

/** Asks what disabling a connection affects when somebody wants to, so that the numbers are those of the moment. */
export function useDisableImpact(read: FormAction, space: string, connectionId: string) {
  const [impact, setImpact] = useState<DisableImpact | null>(null);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState("");

  async function ask() {
    setAsking(true);
    setProblem("");
    const form = new FormData();
    form.set("space", space);
    form.set("connectionId", connectionId);
    const answer = await read(emptyFormState, form).catch(() => noAnswer);
    setAsking(false);
    if (hasDisableImpact(answer)) setImpact(answer.impact);
    else setProblem(answer.message ?? "This did not work. Reload the page and try again.");
  }
  return { impact, asking, problem, ask, close: () => setImpact(null) };
}
