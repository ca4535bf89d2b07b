import { z } from "zod";
import { domainStatuses, domainVerifiers } from "@/lib/model/organizations/organization";
import { apiListFields } from "./list-query";
import { missingOrNoText } from "./text";

/** The use case checks the name, and says what is wrong with it. */
export const addDomainForm = z.object({
  name: z
    .string({ error: missingOrNoText("The domain") })
    .min(1, "The domain is missing.")
    .max(300, "A domain has at most 253 characters.")
    .describe("The part of email addresses that comes after the @"),
});
export const addDomainBody = z.strictObject(addDomainForm.shape);
/** Moving people: `people` is the number that the person saw. */
export const renameDomainForm = z.object({
  id: z.string().max(64),
  to: z.string({ error: "Choose the new domain." }).min(1, "Choose the new domain.").max(64),
  people: z.coerce.number().int().min(0),
});
export const domainIdForm = z.object({ id: z.string().max(64) });

const status = z.enum(domainStatuses, {
  error: "status is pending, verified, failing or expired.",
});

export const domainApiQuery = z.strictObject({
  ...apiListFields,
  status: status.optional().describe("Only domains in this state"),
});

/** A domain as shown, with the record that proves it. */
export const domainView = z
  .object({
    id: z.string().describe("The domain's id"),
    name: z.string().describe("The part of email addresses that comes after the @"),
    status: status.describe("failing: verified, and its record has gone. expired: it was gone for too long"),
    verifiedBy: z
      .enum(domainVerifiers)
      .nullable()
      .describe("How it was verified: by its DNS record, or by an operator; null: it is not"),
    verifiedAt: z.iso.datetime().nullable().describe("When it was verified; null: it is not"),
    lastCheckedAt: z.iso.datetime().nullable().describe("When its record was last looked up; null: never"),
    lastCheckResult: z.string().nullable().describe("What the last look-up found; null: nothing to report"),
    record: z
      .object({
        type: z.literal("TXT").describe("The type of the record"),
        name: z.string().describe("The name to create it under"),
        value: z.string().describe("What it must contain"),
      })
      .describe("The DNS record that proves the domain"),
    createdAt: z.iso.datetime().describe("When it was added"),
  })
  .meta({ id: "Domain", description: "An email domain of an organization" });
export type DomainView = z.infer<typeof domainView>;

/** An operator's approval. */
export const approveDomainForm = z.object({ spaceId: z.string().max(64), id: z.string().max(64) });
