import { ArrowRight } from "lucide-react";
import { PrepareFacts } from "@/components/connections/prepare-facts";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { FormActions } from "@/components/ui/form-actions";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { prepareFacts } from "@/lib/features/connections/prepare-facts";
import { holds } from "@/lib/model/people/roles";
import type { ConnectionDetails } from "@/lib/schemas/sso-views";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { ssoPaths } from "../paths";
import type { StepProps } from "./step-props";

/** Step 1: the recommendations, and what a new connection concerns in this space as things are now. */
export async function PrepareContent({
  ctx,
  details,
  steps,
}: Omit<StepProps, "details"> & { details: ConnectionDetails | null }) {
  const facts = await prepareFacts(await dependencies(), ctx);
  const { slug } = ctx.space;
  const paths = ssoPaths(slug);
  const pages = spacePaths(slug);
  const others = facts.unfinished.filter(({ id }) => id !== details?.id);
  const mayPeople = holds(ctx.membership, "manage_people");
  return (
    <WizardLayout steps={steps}>
      {others.length > 0 && (
        <Callout
          tone="warn"
          title={
            others.length === 1
              ? "A configuration is not finished yet"
              : "Some configurations are not finished yet"
          }
        >
          <p>
            You can work on only one configuration at a time. Continue or remove it before you start another
            one.
          </p>
          <ul className="list-disc space-y-1 pl-4">
            {others.slice(0, 5).map((one) => (
              <li key={one.id}>
                <Link href={paths.edit(one.id)}>Continue with {one.name}</Link>
              </li>
            ))}
            {others.length > 5 && (
              <li>
                <Link href={`${paths.list}?status=draft`}>and {others.length - 5} more</Link>
              </li>
            )}
          </ul>
        </Callout>
      )}
      <Section
        title="Before you begin"
        description="You need ten minutes, and access to your identity provider's settings."
      >
        <ul className="list-disc space-y-2 pl-4">
          <li>Ask everyone to sign out and not to sign in while you configure.</li>
          <li>Do not sign out yourself. When you activate, you are signed out and sign in again.</li>
          <li>Only one person should configure at a time. Others can see that you are here.</li>
          <li>Nothing changes for anyone until you activate at the end. Then invite people to sign in.</li>
        </ul>
      </Section>
      <Section title="What is affected" description="The current state of this space.">
        <PrepareFacts
          facts={facts}
          paths={{
            users: mayPeople ? pages.users : null,
            sessions: mayPeople ? pages.sessions : null,
            tokens: holds(ctx.membership, "manage_tokens") ? pages.tokens : null,
            domains: pages.domains,
          }}
        />
      </Section>
      <FormActions>
        <ButtonLink href={paths.step(details?.id ?? null, "provider")} variant="primary">
          Next
          <ArrowRight aria-hidden />
        </ButtonLink>
      </FormActions>
    </WizardLayout>
  );
}
