import { and, inArray, isNotNull } from "drizzle-orm";
import { applicationLogouts, applications } from "@/drizzle/schema/applications";
import { newId } from "@/lib/infra/crypto/new-id";
import type { Database } from "../driver/database";

/** A sign-in to an application that has ended, and why. */
interface Ended {
  id: string;
  applicationId: string;
  userId: string;
  cause: string;
}

/** Each message has some eight parameters, of 65,535 in a statement. */
const messagesAStatement = 500;

/**
 * Writes a message that the sign-in is over for each of them whose application wants to be told. Returns the ids of
 * those applications. In the transaction that ends the sign-ins.
 */
export async function writeLogouts(db: Database, ended: readonly Ended[], at: Date): Promise<Set<string>> {
  if (ended.length === 0) return new Set();
  const wanting = await db
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        inArray(applications.id, [...new Set(ended.map(({ applicationId }) => applicationId))]),
        isNotNull(applications.backchannelLogoutUri),
      ),
    );
  const told = new Set(wanting.map(({ id }) => id));
  const messages = ended
    .filter(({ applicationId }) => told.has(applicationId))
    .map(({ id, applicationId, userId, cause }) => ({
      id: newId("logout"),
      applicationId,
      applicationSessionId: id,
      userId,
      cause,
      status: "waiting" as const,
      nextAttemptAt: at,
      createdAt: at,
    }));
  for (let from = 0; from < messages.length; from += messagesAStatement)
    await db.insert(applicationLogouts).values(messages.slice(from, from + messagesAStatement));
  return told;
}
