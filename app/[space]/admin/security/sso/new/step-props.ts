import type { ReactNode } from "react";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import type { MemberContext } from "@/lib/server/auth/require";

/** What the content of a step is made of. */
export interface StepProps {
  ctx: MemberContext;
  details: ConnectionDetails;
  /** The row of steps. */
  steps: ReactNode;
}
