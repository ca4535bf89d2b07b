import { z } from "zod";
import { attemptStatuses, initiators } from "@/lib/model/sign-in/attempt";
import { protocols } from "@/lib/model/sign-in/identity";
import { apiListFields, periodFields } from "./list-query";

/** With `after`, the list is oldest first from that sequence number; without it, newest first. */
export const auditApiQuery = z.strictObject({
  ...apiListFields,
  after: z.coerce.number({ error: "after is a sequence number." }).int().min(0).optional(),
  action: z.string().max(100).optional(),
  actorId: z.string().max(64).optional(),
  targetId: z.string().max(64).optional(),
  ...periodFields,
});

/** An audit event as shown. */
export const auditEventView = z
  .object({
    id: z.string(),
    sequence: z.number().int(),
    at: z.iso.datetime(),
    actor: z.object({
      kind: z.string(),
      id: z.string().nullable(),
      name: z.string().nullable(),
      address: z.string().nullable(),
    }),
    action: z.string(),
    target: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
    details: z.record(z.string(), z.unknown()),
    requestId: z
      .string()
      .nullable()
      .describe("The X-Request-Id of the call that made the change; null if no call did"),
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: "AuditEvent", description: "An event of the audit log" });
export type AuditEventView = z.infer<typeof auditEventView>;

const attemptStatus = z.enum(attemptStatuses, {
  error: "status is started, answered, admitted, refused or expired.",
});

export const attemptApiQuery = z.strictObject({
  ...apiListFields,
  status: attemptStatus.optional(),
  connectionId: z.string().max(64).optional(),
  userId: z.string().max(64).optional(),
  ...periodFields,
});

/** A sign-in attempt as shown to administrators. */
export const attemptView = z
  .object({
    id: z.string(),
    status: attemptStatus,
    protocol: z.enum(protocols),
    initiatedBy: z.enum(initiators),
    connection: z.object({ id: z.string(), name: z.string() }),
    email: z.string().nullable(),
    userId: z.string().nullable(),
    refusalCode: z.string().nullable(),
    cause: z
      .object({
        check: z.string().nullable(),
        received: z.string().nullable(),
        expected: z.string().nullable(),
      })
      .nullable(),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "SignInAttempt", description: "A sign-in, with its outcome" });
export type AttemptView = z.infer<typeof attemptView>;
