import { z } from "zod";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { type NameId, nameIdSchema } from "./name-id";

const hintSchema = z.object({
  issuer: z.string(),
  nameId: nameIdSchema,
  sessionIndex: z.string().nullable(),
});

/** What our LogoutRequest names: the person and the session as the provider of the sign-in did. */
export type SignOutHint = z.output<typeof hintSchema>;

/** What a sign-in keeps for it. */
export function writeSignOutHint(
  { issuer, sessionIndex }: Pick<VerifiedIdentity, "issuer" | "sessionIndex">,
  nameId: NameId,
): string {
  return JSON.stringify({ issuer, nameId, sessionIndex } satisfies SignOutHint);
}

/** Reads it; `null` if it was kept of a sign-in at another provider, which the connection no longer is for. */
export function readSignOutHint(hint: string, entityId: string): SignOutHint | null {
  const { issuer, ...names } = hintSchema.parse(JSON.parse(hint));
  return issuer === entityId ? { issuer, ...names } : null;
}
