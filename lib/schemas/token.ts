import { z } from "zod";
import { roles } from "@/lib/model/people/roles";
import { type TokenScope, tokenKinds, tokenOwners, tokenScopes } from "@/lib/model/tokens/token";
import { tokenStates } from "@/lib/model/tokens/token-state";
import { apiListFields } from "./list-query";
import { oneLine } from "./text";

/** The lifetimes of a new token that the forms offer. */
export const tokenLifetimes = ["30", "90", "365", "never"] as const;

const scopes = z
  .array(z.enum(tokenScopes, { error: `A scope is one of ${tokenScopes.join(", ")}.` }), {
    error: `scopes is a list of ${tokenScopes.join(", ")}.`,
  })
  .min(1, "Choose at least one scope.")
  .transform((list): TokenScope[] => tokenScopes.filter((scope) => list.includes(scope)));

const name = oneLine("The name", 100);

/** A form with one ticked box sends a text instead of a list, and nothing at all with none. */
const scopesOfForm = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  scopes,
);

/** The form for a personal token. */
export const personalTokenForm = z.object({
  name,
  scopes: scopesOfForm,
  lifetime: z.enum(tokenLifetimes, { error: "Choose when the token expires." }),
});

/** The form for an integration token: of an existing account, or one created with it. */
export const integrationTokenForm = personalTokenForm.extend({ account: oneLine("The account's name", 100) });

/** An integration token by the API. `account`: the machine identity's name; created if missing. */
export const createTokenBody = z.strictObject({
  name,
  scopes,
  account: oneLine("The account's name", 100).optional(),
  expiresAt: z.iso
    .datetime({ offset: true, error: "expiresAt is an instant such as 2030-01-31T12:00:00Z." })
    .nullish()
    .transform((text) => (text ? new Date(text) : null)),
});

export const tokenIdForm = z.object({ id: z.string().min(1).max(64) });

export const tokenApiQuery = z.strictObject({
  ...apiListFields,
  kind: z.enum(tokenKinds, { error: "kind is personal or integration." }).optional(),
  ended: z
    .enum(["true", "false"], { error: "ended is true or false." })
    .optional()
    .transform((text) => (text === undefined ? undefined : text === "true")),
});

/** A token as shown: never its secret. */
export const tokenView = z
  .object({
    id: z.string(),
    kind: z.enum(tokenKinds),
    name: z.string(),
    prefix: z.string().describe("The first characters, to recognise it by"),
    owner: z.object({ kind: z.enum(tokenOwners), id: z.string(), name: z.string() }),
    scopes: z.array(z.enum(tokenScopes)),
    state: z.enum(tokenStates),
    endedBecause: z.string().nullable().describe("When and why it died; null while it lives"),
    endedDetail: z.string().nullable().describe("What ended it, for example the connection's name"),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Token", description: "A token, without its secret" });
export type TokenView = z.infer<typeof tokenView>;

/** The answer to a creation: the only time that the token itself is shown. */
export const createdTokenView = tokenView
  .extend({ token: z.string() })
  .meta({ id: "CreatedToken", description: "A token with its secret, shown this once" });
export type CreatedTokenView = z.infer<typeof createdTokenView>;

/** `GET /api/v1/me`. */
export const meView = z
  .object({
    kind: z.enum(tokenOwners),
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: z.enum(roles).nullable(),
    permissions: z.array(z.string()),
    space: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
    token: z.object({
      id: z.string(),
      kind: z.enum(tokenKinds),
      name: z.string(),
      scopes: z.array(z.enum(tokenScopes)),
      expiresAt: z.iso.datetime().nullable(),
    }),
  })
  .meta({ id: "TokenBearer", description: "Who a token acts as, where, and what it may do" });
export type MeView = z.infer<typeof meView>;

/** The expiry of a token with the lifetime chosen in a form. */
export function expiryOf(lifetime: (typeof tokenLifetimes)[number], now: Date): Date | null {
  return lifetime === "never" ? null : new Date(now.getTime() + Number(lifetime) * 24 * 60 * 60 * 1000);
}
