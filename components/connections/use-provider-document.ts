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
  /** `several`: the document lists several providers, and which one is meant is missing or wrong. */
  | { kind: "failed"; of: DocumentSource; message: string; several: boolean };

const readAfterMs = 250;
const lost = "Gatehouse did not respond. You can still save: it is read again then.";

/** Asks what a provider's document says, as soon as somebody has given it. Only the newest question counts. */
export function useProviderDocument(address: string) {
  const { space } = useLease();
  const [phase, setPhase] = useState<DocumentPhase>({ kind: "idle" });
  const newest = useRef(0);
  const asked = useRef("");
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function read(source: DocumentSource): Promise<DocumentPhase["kind"] | undefined> {
    const key = JSON.stringify(source);
    if (key === asked.current || (!source.address && !source.document)) return undefined;
    asked.current = key;
    const question = ++newest.current;
    setPhase({ kind: "reading" });
    const next = await ask(address, { space, ...source });
    if (question !== newest.current) return undefined;
    // A failed document can be requested again.
    if (next.kind === "failed") asked.current = "";
    setPhase(next);
    return next.kind;
  }

  /**
   * Reads once somebody has left a field, unless they left it to save: that reads the document itself. Waiting also
   * keeps the page from moving under a click.
   */
  function readSoon(control: HTMLElement, source: DocumentSource): void {
    clearTimeout(soon.current);
    soon.current = setTimeout(() => {
      if (control.closest("form")?.getAttribute("aria-busy") !== "true") void read(source);
    }, readAfterMs);
  }

  /** Reads now, because somebody asks for it: where it fails, the field takes the focus. */
  async function readNow(control: HTMLElement, source: DocumentSource): Promise<void> {
    if ((await read(source)) === "failed") control.focus();
  }

  /** Somebody changes what was given: what was read of it, or is being read, says nothing any more. */
  function forget(): void {
    clearTimeout(soon.current);
    newest.current += 1;
    asked.current = "";
    setPhase({ kind: "idle" });
  }

  return { phase, readSoon, readNow, forget };
}

/** The sentence for the field that a document was given in; a field error of its own, so it stands nowhere else. */
export function failureOf(
  phase: DocumentPhase,
  given: "address" | "document" | "entityId",
): string | undefined {
  if (phase.kind !== "failed") return undefined;
  if (given === "entityId" || phase.several)
    return given === "entityId" && phase.several ? phase.message : undefined;
  return phase.of[given] ? phase.message : undefined;
}

async function ask(address: string, fields: DocumentSource & { space: string }): Promise<DocumentPhase> {
  const { space: _, ...of } = fields;
  try {
    const response = await fetch(address, { method: "POST", body: new URLSearchParams({ ...fields }) });
    const answer = (await response.json()) as ReadDocument;
    if (answer.ok && answer.document) return { kind: "read", document: answer.document };
    const errors = Object.values(answer.fieldErrors ?? {}).flat();
    return {
      kind: "failed",
      of,
      message: answer.message ?? errors[0] ?? lost,
      several: answer.fieldErrors?.entityId !== undefined,
    };
  } catch {
    return { kind: "failed", of, message: lost, several: false };
  }
}
