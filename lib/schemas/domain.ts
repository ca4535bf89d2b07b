import { z } from "zod";
import { domainStatuses, domainVerifiers } from "@/lib/model/organizations/organization";
import { apiListFields } from "./list-query";
import { missingOrNoText } from "./text";

/** The use case checks the name, and says what is wrong with it. */
export const addDomainForm = z.object({
  name: z
    .string({ error: missingOrNoText("The domain") })
    .min(1, "The domain is missing.")
    .max(300, "A domain has at most 253 characters."),
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

export const domainApiQuery = z.strictObject({ ...apiListFields, status: status.optional() });

/** A domain as shown, with the record that proves it. */
export const domainView = z
  .object({
    id: z.string(),
    name: z.string(),
    status,
    verifiedBy: z.enum(domainVerifiers).nullable(),
    verifiedAt: z.iso.datetime().nullable(),
    lastCheckedAt: z.iso.datetime().nullable(),
    lastCheckResult: z.string().nullable(),
    record: z.object({ type: z.literal("TXT"), name: z.string(), value: z.string() }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Domain", description: "An email domain of an organization" });
export type DomainView = z.infer<typeof domainView>;

/** An operator's approval. */
export const approveDomainForm = z.object({ spaceId: z.string().max(64), id: z.string().max(64) });
