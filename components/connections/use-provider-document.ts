"use client";

import { useRef, useState } from "react";
import type { ProviderDocument, ReadDocument } from "@/lib/schemas/provider-document";
import { useLease } from "./lease-context";

export interface DocumentSource {
  address?: string;
  document?: string;
  entityId?: string;
}

export type DocumentPhase =
  | { kind: "idle" }
  | { kind: "reading" }
  | { kind: "read"; document: ProviderDocument }
  | { kind: "failed"; message: string; several: boolean };

const readAfterMs = 250;
const lost = "Gatehouse did not respond. You can still save: it is read again then.";

/** Asks what a provider's document says, as soon as somebody has given it. Only the newest question counts. */
export function useProviderDocument(address: string) {
  const { space } = useLease();
  const [phase, setPhase] = useState<DocumentPhase>({ kind: "idle" });
  const newest = useRef(0);
  const asked = useRef("");

  async function read(source: DocumentSource): Promise<void> {
    const key = JSON.stringify(source);
    if (key === asked.current || (!source.address && !source.document)) return;
    asked.current = key;
    const question = ++newest.current;
    setPhase({ kind: "reading" });
    const next = await ask(address, { space, ...source });
    if (question !== newest.current) return;
    // A failed document can be requested again.
    if (next.kind === "failed") asked.current = "";
    setPhase(next);
  }

  /**
   * Reads once somebody has left a field, unless they left it to save: that reads the document itself. Waiting also
   * keeps the page from moving under a click.
   */
  function readSoon(control: HTMLElement, source: DocumentSource): void {
    setTimeout(() => {
      if (control.closest("form")?.getAttribute("aria-busy") !== "true") void read(source);
    }, readAfterMs);
  }

  return { phase, readSoon };
}

async function ask(address: string, fields: Record<string, string>): Promise<DocumentPhase> {
  try {
    const response = await fetch(address, { method: "POST", body: new URLSearchParams(fields) });
    const answer = (await response.json()) as ReadDocument;
    if (answer.ok && answer.document) return { kind: "read", document: answer.document };
    const errors = Object.values(answer.fieldErrors ?? {}).flat();
    return {
      kind: "failed",
      message: answer.message ?? errors[0] ?? lost,
      several: answer.fieldErrors?.entityId !== undefined,
    };
  } catch {
    return { kind: "failed", message: lost, several: false };
  }
}
