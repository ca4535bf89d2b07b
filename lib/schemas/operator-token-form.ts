import { z } from "zod";
import { type OperatorScope, operatorScopes } from "@/lib/model/tokens/operator-token";
import { oneLine } from "./text";
import { tokenLifetimes } from "./token";

/** A new operator token as an operator types it. */
export const operatorTokenForm = z.object({
  name: oneLine("The name", 100),
  scopes: z.preprocess(
    // One ticked box sends a text instead of a list, and none sends nothing.
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z
      .array(z.enum(operatorScopes))
      .min(1, "Choose at least one scope.")
      .transform((list): OperatorScope[] => operatorScopes.filter((scope) => list.includes(scope))),
  ),
  lifetime: z.enum(tokenLifetimes, { error: "Choose when the token expires." }),
});

export const operatorTokenIdForm = z.object({ id: z.string().min(1).max(64) });
