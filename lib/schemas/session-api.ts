import { z } from "zod";
import { ways } from "@/lib/model/sign-in/session";
import { apiListFields } from "./list-query";

export const sessionApiQuery = z.strictObject({
  ...apiListFields,
  userId: z.string().max(64).optional().describe("Only sessions of this person"),
});

const moment = z.iso.datetime();

/** A session as one of the spaces that admitted it sees it. */
export const sessionView = z
  .object({
    id: z.string().describe("The session's id"),
    userId: z.string().describe("Whose it is"),
    userEmail: z.string().describe("Their address"),
    userName: z.string().describe("Their name"),
    way: z.enum(ways).describe("How they signed in to this space"),
    connectionId: z.string().nullable().describe("The connection that they came through; null: a password"),
    address: z.string().nullable().describe("The network address that they came from"),
    userAgent: z.string().nullable().describe("Their browser, as it names itself"),
    createdAt: moment.describe("When it began"),
    lastSeenAt: moment.describe("When it was last used"),
    expiresAt: moment.describe("When it ends by itself"),
  })
  .meta({ id: "Session", description: "A session that the space admitted" });

export const endAccessBody = z.strictObject({
  includingOwn: z
    .boolean({ error: "includingOwn is true or false." })
    .default(false)
    .describe("True: even if it is the access of the person who asks"),
});

const ended = (what: string) => z.number().int().describe(what);

export const accessReceiptView = z
  .object({
    sessions: ended("Sessions of this space"),
    personalTokens: ended("Personal tokens of this space"),
    toolTokens: ended("Kept grants at tools"),
    refreshTokens: ended("Refresh tokens of applications"),
    applications: ended("Sign-ins to applications"),
    applicationsTold: ended("Applications that are told by back-channel logout"),
  })
  .meta({ id: "AccessReceipt", description: "What has ended, in numbers" });

export const endedSessionsView = z.object({
  ended: z.number().int().describe("How many sessions have ended"),
});
