import { ArrowLeft } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { stepBefore, type WizardStep } from "@/lib/model/connections/wizard";
import { ssoPaths } from "../paths";

/** To the previous step. Unsaved input is lost on the way back. */
export function BackLink({
  slug,
  connectionId,
  step,
}: {
  slug: string;
  connectionId: string | null;
  step: WizardStep;
}) {
  const before = stepBefore(step);
  return before ? (
    <ButtonLink href={ssoPaths(slug).step(connectionId, before)} icon={<ArrowLeft aria-hidden />}>
      Back
    </ButtonLink>
  ) : null;
}
