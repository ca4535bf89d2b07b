"use server";

import { refresh } from "next/cache";
import { createOperatorToken, endOperatorToken } from "@/lib/features/tokens/operator-tokens";
import { operatorTokenForm, operatorTokenIdForm } from "@/lib/schemas/operator-token-form";
import { expiryOf } from "@/lib/schemas/token";
import { operatorAction } from "@/lib/server/auth/admin-action";

/** Creates a token for the vendor's backend; only this answer contains it. */
export const createOperatorTokenAction = operatorAction(
  operatorTokenForm,
  ({ actor }, { lifetime, ...input }, deps) =>
    createOperatorToken(deps, actor, { ...input, expiresAt: expiryOf(lifetime, deps.now()) }),
  ({ token }) => ({ ok: true, values: { issued: token } }),
);

/** Ends a token; programs that use it are refused at once. */
export const revokeOperatorTokenAction = operatorAction(
  operatorTokenIdForm,
  ({ actor }, { id }, deps) => endOperatorToken(deps, actor, id),
  ({ name }) => {
    refresh();
    return { ok: true, message: `${name} was revoked.` };
  },
);
