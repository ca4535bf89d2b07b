import { z } from "zod";
import type { FormState } from "./form-state";
import type { CertificateView } from "./sso-views";

const text = (length: number) =>
  z
    .string()
    .trim()
    .max(length)
    .optional()
    .transform((given) => given || null);

/** What a page asks to have read: a connection's provider document, by address or as text. */
export const readDocumentForm = z
  .object({
    connectionId: z.string().max(64),
    address: text(2_000),
    document: text(2_000_000),
    entityId: text(2_000),
  })
  .refine(({ address, document }) => address !== null || document !== null, {
    path: ["address"],
    message: "Enter the address, or choose a file.",
  });

/** What a provider's document says, before it is saved. */
export interface ProviderDocument {
  facts: { term: string; value: string }[];
  certificates: CertificateView[];
  /** The corrections and the warnings. */
  notes: string[];
}

/** The answer to a page that asked. */
export interface ReadDocument extends FormState {
  document?: ProviderDocument;
}
