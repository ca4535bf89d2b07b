import { ArrowRight, Link2 } from "lucide-react";
import { CreateSetupLink } from "@/components/connections/create-setup-link";
import { PrepareFacts } from "@/components/connections/prepare-facts";
import { Button } from "@/components/ui/button";
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
import { sendsMail } from "@/lib/server/process/mail-words";
import { ssoPaths } from "../paths";
import { createSetupLinkAction } from "../setup-link-actions";
import type { StepProps } from "./step-props";

/** Step 1: the recommendations, and whom and what a new connection affects in this space at present. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
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
          title={
            others.length === 1 ? "A connection is not finished yet" : "Some connections are not finished yet"
          }
        >
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
      <p>Nothing changes until you activate. Somebody else runs your identity provider? Send it to IT.</p>
      <Section title="What is affected">
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
      <FormActions
        back={
          <CreateSetupLink
            space={slug}
            action={createSetupLinkAction}
            sendsMail={await sendsMail()}
            trigger={<Button icon={<Link2 aria-hidden />}>Send to IT</Button>}
            {...(details && {
              connection: {
                id: details.id,
                providerName: details.providerName,
                configured: details.draft !== null || details.live !== null,
              },
            })}
          />
        }
      >
        <ButtonLink href={paths.step(details?.id ?? null, "provider")} variant="primary">
          Next
          <ArrowRight aria-hidden />
        </ButtonLink>
      </FormActions>
    </WizardLayout>
  );
}
