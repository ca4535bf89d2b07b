import type { ReactNode } from "react";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import type { MemberContext } from "@/lib/server/auth/require";

/** The props of a step's content. */
export interface StepProps {
  ctx: MemberContext;
  details: ConnectionDetails;
  /** The row of steps. */
  steps: ReactNode;
}
