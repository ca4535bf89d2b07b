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
  name: name.describe("What the token is for"),
  scopes: scopes.describe("What it may do"),
  account: oneLine("The account's name", 100)
    .optional()
    .describe(
      "The name of the machine identity that it belongs to, created if missing. Left out: the token's name",
    ),
  expiresAt: z.iso
    .datetime({ offset: true, error: "expiresAt is an instant such as 2030-01-31T12:00:00Z." })
    .nullish()
    .transform((text) => (text ? new Date(text) : null))
    .describe("When it expires; null or left out: never"),
});

export const tokenIdForm = z.object({ id: z.string().min(1).max(64) });

export const tokenApiQuery = z.strictObject({
  ...apiListFields,
  kind: z
    .enum(tokenKinds, { error: "kind is personal or integration." })
    .optional()
    .describe("Only tokens of this kind"),
  ended: z
    .enum(["true", "false"], { error: "ended is true or false." })
    .optional()
    .transform((text) => (text === undefined ? undefined : text === "true"))
    .describe("true: only those that work no longer; false: only those that do"),
});

/** A token as shown: never its secret. */
export const tokenView = z
  .object({
    id: z.string().describe("The token's id"),
    kind: z.enum(tokenKinds).describe("personal: of a person. integration: of a machine identity"),
    name: z.string().describe("What the token is for"),
    prefix: z.string().describe("The first characters, to recognise it by"),
    owner: z
      .object({
        kind: z.enum(tokenOwners).describe("A person or a machine identity"),
        id: z.string().describe("Its id"),
        name: z.string().describe("Its name"),
      })
      .describe("Whom it belongs to"),
    scopes: z.array(z.enum(tokenScopes)).describe("What it may do"),
    state: z.enum(tokenStates).describe("live, or what ended it"),
    endedBecause: z.string().nullable().describe("When and why it died; null while it lives"),
    endedDetail: z.string().nullable().describe("What ended it, for example the connection's name"),
    createdAt: z.iso.datetime().describe("When it was created"),
    expiresAt: z.iso.datetime().nullable().describe("When it expires; null: never"),
    lastUsedAt: z.iso.datetime().nullable().describe("When it was last used; null: never"),
    endedAt: z.iso.datetime().nullable().describe("When it was ended; null: it was not"),
  })
  .meta({ id: "Token", description: "A token, without its secret" });
export type TokenView = z.infer<typeof tokenView>;

/** The answer to a creation: the only time that the token itself is shown. */
export const createdTokenView = tokenView
  .extend({ token: z.string().describe("The token, in this answer and nowhere else") })
  .meta({ id: "CreatedToken", description: "A token with its secret, shown this once" });
export type CreatedTokenView = z.infer<typeof createdTokenView>;

/** `GET /api/v1/me`. */
export const meView = z
  .object({
    kind: z.enum(tokenOwners).describe("Whether the token belongs to a person or to a machine identity"),
    id: z.string().describe("The owner's id"),
    name: z.string().describe("The owner's name"),
    email: z.string().nullable().describe("The person's address; null: it is a machine identity"),
    role: z.enum(roles).nullable().describe("The person's role; null: it is a machine identity"),
    permissions: z.array(z.string()).describe("The permissions that the person holds"),
    space: z
      .object({
        id: z.string().describe("Its id"),
        slug: z.string().describe("Its name in addresses"),
        name: z.string().describe("Its name"),
      })
      .describe("The space that the token opens"),
    token: z
      .object({
        id: z.string().describe("The token's id"),
        kind: z.enum(tokenKinds).describe("personal or integration"),
        name: z.string().describe("What it is for"),
        scopes: z.array(z.enum(tokenScopes)).describe("What it may do"),
        expiresAt: z.iso.datetime().nullable().describe("When it expires; null: never"),
      })
      .describe("The token itself"),
  })
  .meta({
    id: "TokenBearer",
    description: "Who a token acts as, where, and what it may do",
  });
export type MeView = z.infer<typeof meView>;

/** The expiry of a token with the lifetime chosen in a form. */
export function expiryOf(lifetime: (typeof tokenLifetimes)[number], now: Date): Date | null {
  return lifetime === "never" ? null : new Date(now.getTime() + Number(lifetime) * 24 * 60 * 60 * 1000);
}
