import { boolean, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Role } from "../../lib/model/people/roles";
import { passwordSignIns, spaceKinds } from "../../lib/model/spaces/space";
import { atLeast, instant, json, oneOf } from "./columns";

/** One customer's tenant. */
export const spaces = pgTable(
  "spaces",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull(),
    /** The vendor's own id of the customer. */
    externalId: text("external_id"),
    name: text("name").notNull(),
    kind: text("kind", { enum: spaceKinds }).notNull(),
    /** The plan: is the SSO option subscribed? */
    ssoSubscribed: boolean("sso_subscribed").notNull(),
    passwordSignIn: text("password_sign_in", { enum: passwordSignIns }).notNull(),
    /** Whether signing in through the space's own organization clears people's passwords. */
    convertToSsoOnly: boolean("convert_to_sso_only").notNull().default(true),
    twoFactorRequired: boolean("two_factor_required").notNull().default(false),
    /** Passwords older than this many days must be changed; null: never. */
    passwordMaxAgeDays: integer("password_max_age_days"),
    /** Seats per role; an absent role is not capped. */
    seats: json<Partial<Record<Role, number>>>("seats").notNull(),
    createdAt: instant("created_at").notNull(),
    revision: integer("revision").notNull().default(1),
  },
  (t) => [
    uniqueIndex("spaces_slug").on(t.slug),
    uniqueIndex("spaces_external_id").on(t.externalId),
    oneOf(t.kind, spaceKinds),
    oneOf(t.passwordSignIn, passwordSignIns),
    atLeast(t.passwordMaxAgeDays, 1),
    atLeast(t.revision, 1),
  ],
);
