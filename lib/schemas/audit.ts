import { z } from "zod";
import { attemptStatuses, initiators } from "@/lib/model/sign-in/attempt";
import { protocols } from "@/lib/model/sign-in/identity";
import { apiListFields, periodFields } from "./list-query";

/** With `after`, the list is oldest first from that sequence number; without it, newest first. */
export const auditApiQuery = z.strictObject({
  ...apiListFields,
  after: z.coerce
    .number({ error: "after is a sequence number." })
    .int()
    .min(0)
    .optional()
    .describe("Oldest first, from the event behind this sequence number"),
  action: z
    .string()
    .max(100)
    .optional()
    .describe("Only events of this action, for example connection.activated"),
  actorId: z.string().max(64).optional().describe("Only what this person, account or token did"),
  targetId: z.string().max(64).optional().describe("Only what happened to this thing"),
  ...periodFields,
});

/** Who did something, in an answer. */
export const actorView = z
  .object({
    kind: z.string().describe("What acted: a user, an account, an operator, the system and so on"),
    id: z.string().nullable().describe("The actor's id; null: it has none"),
    name: z.string().nullable().describe("The actor's name at that time"),
    address: z.string().nullable().describe("The network address that the request came from"),
  })
  .describe("Who did it");

/** What something was done to, in an answer. */
export const targetView = z
  .object({
    kind: z.string().describe("What kind of thing it is"),
    id: z.string().describe("Its id"),
    name: z.string().nullable().describe("Its name at that time"),
  })
  .nullable()
  .describe("What it was done to; null: nothing in particular");

/** An audit event as shown. */
export const auditEventView = z
  .object({
    id: z.string().describe("The event's id"),
    sequence: z.number().int().describe("Its number in the space's log, without gaps; the next `after`"),
    at: z.iso.datetime().describe("When it happened"),
    actor: actorView,
    action: z.string().describe("What was done, for example connection.activated"),
    target: targetView,
    details: z
      .record(z.string(), z.unknown())
      .describe("What else there is to say, depending on the action. Never a secret"),
    requestId: z
      .string()
      .nullable()
      .describe("The X-Request-Id of the call that made the change; null if no call did"),
    previousHash: z.string().describe("The hash of the event before"),
    hash: z.string().describe("SHA-256 over this event and `previousHash`: the log is a chain"),
  })
  .meta({ id: "AuditEvent", description: "An event of the audit log" });
export type AuditEventView = z.infer<typeof auditEventView>;

const attemptStatus = z.enum(attemptStatuses, {
  error: "status is started, answered, admitted, refused or expired.",
});

export const attemptApiQuery = z.strictObject({
  ...apiListFields,
  status: attemptStatus.optional().describe("Only attempts in this state"),
  connectionId: z.string().max(64).optional().describe("Only attempts through this connection"),
  userId: z.string().max(64).optional().describe("Only attempts of this person"),
  ...periodFields,
});

/** A sign-in attempt as shown to administrators. */
export const attemptView = z
  .object({
    id: z.string().describe("The attempt's id, the reference that people see when they are refused"),
    status: attemptStatus.describe(
      "started: at the provider. answered: the provider has answered. Then admitted, refused or expired",
    ),
    protocol: z.enum(protocols).describe("What the provider speaks"),
    initiatedBy: z.enum(initiators).describe("Where the sign-in began: here, or at the provider"),
    connection: z
      .object({ id: z.string().describe("Its id"), name: z.string().describe("Its name") })
      .describe("The connection that it went through"),
    email: z.string().nullable().describe("The address that the provider named; null: none yet"),
    userId: z.string().nullable().describe("Who it was; null: nobody is known by this identity"),
    refusalCode: z
      .string()
      .nullable()
      .describe("Why it was refused; each code is explained at /docs/refusals"),
    cause: z
      .object({
        check: z.string().nullable().describe("The check that failed"),
        received: z.string().nullable().describe("What was received"),
        expected: z.string().nullable().describe("What was expected"),
      })
      .nullable()
      .describe("The reason for the administrator; null: there is none"),
    createdAt: z.iso.datetime().describe("When it began"),
    finishedAt: z.iso.datetime().nullable().describe("When it ended; null: it has not"),
  })
  .meta({
    id: "SignInAttempt",
    description: "A sign-in, with its outcome",
  });
export type AttemptView = z.infer<typeof attemptView>;

/** The same with everything that was found about it. */
export const attemptInFullView = attemptView
  .extend({
    checks: z
      .array(
        z.object({
          name: z.string().describe("What was checked"),
          passed: z.boolean().describe("Whether it passed"),
          received: z.string().nullable().describe("What was received; null: nothing, or nothing to show"),
          expected: z.string().nullable().describe("What was expected"),
        }),
      )
      .describe("Every check that was made, in order"),
    explanation: z
      .object({
        cause: z.string().describe("What is wrong"),
        fix: z.string().describe("What to do about it"),
        forPerson: z.string().describe("What the person was told"),
        fixedBy: z
          .enum(["identity_provider", "gatehouse_configuration", "person", "operator"])
          .describe("Who can do it"),
      })
      .nullable()
      .describe("The refusal in words; null: there was none"),
    address: z.string().nullable().describe("The network address that the browser came from"),
    connectionExists: z.boolean().describe("Whether the connection can still be read"),
    person: z
      .object({ id: z.string().describe("Their id"), name: z.string().describe("Their name") })
      .nullable()
      .describe("The member whom it admitted, or who has the address that it named"),
  })
  .meta({ id: "SignInAttemptInFull", description: "A sign-in, with every check and the refusal in words" });
export type AttemptInFullView = z.infer<typeof attemptInFullView>;
