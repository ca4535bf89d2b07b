import { z } from "zod";
import { roles } from "@/lib/model/people/roles";
import { chosenIds } from "./team";

/** One decision about all ticked people. */
export const approvalForm = z.object({
  userIds: chosenIds,
  decision: z.enum(["approve", "reject"], { error: "Choose whether to approve or to reject." }),
  /** Empty: each person gets the role that is shown. */
  role: z
    .enum([...roles, ""], { error: "A role is reader, editor or admin." })
    .default("")
    .transform((role) => role || null),
});
export type ApprovalInput = z.output<typeof approvalForm>;
