import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { checkItems } from "@/components/connections/check-items";
import { fixedByWords } from "@/components/connections/words";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CheckList } from "@/components/ui/check-list";
import { CopyField } from "@/components/ui/copy-field";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { readSignIn, type SignInDetails } from "@/lib/features/sign-in/sign-in-log";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { helpAddress, refusalHelp } from "@/lib/model/help";
import { holds } from "@/lib/model/people/roles";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../../space-console";
import { OutcomeBadge } from "../outcome-badge";
import { fixLink } from "./fix-link";

export const metadata: Metadata = { title: "Sign-in" };

interface SignInPageProps {
  params: Promise<{ space: string; attemptId: string }>;
}

/** One sign-in: the cause with received and expected, who fixes it and how, and the checks in their order. */
export default async function SignInPage({ params }: SignInPageProps) {
  const { space, attemptId } = await params;
  const ctx = await requirePermission(space, "manage_auth_integrations");
  const details = await readSignIn(await dependencies(), ctx, attemptId);
  if (!details) notFound();
  const paths = spacePaths(ctx.space.slug);
  const people = holds(ctx.membership, "manage_people");
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        title={details.email ?? "A sign-in without an address"}
        description={`${details.connection.name}, ${protocolTraits[details.protocol].name}`}
        badge={<OutcomeBadge status={details.status} />}
        back={{ href: paths.signIns, label: "Sign-in log" }}
        help={helpAddress("administrators/log")}
      />
      <Refusal details={details} slug={ctx.space.slug} people={people} />
      {details.checks.length > 0 && (
        <Section title="Checks, in the order in which they ran">
          <CheckList
            label="Checks"
            items={checkItems(
              details.checks,
              details.explanation && {
                fixedBy: details.explanation.fixedBy,
                fix: details.explanation.fix,
              },
              details.providerName,
            )}
          />
        </Section>
      )}
      <Card title="Details">
        <div className="space-y-5">
          <DescriptionList items={facts(details, ctx.space.slug, people)} />
          <CopyField
            label="Reference"
            value={details.id}
            help="The person sees it too. Search the log for it to return to this page."
          />
        </div>
      </Card>
    </SpaceConsole>
  );
}

function Refusal({ details, slug, people }: { details: SignInDetails; slug: string; people: boolean }) {
  const { explanation, cause, providerName } = details;
  if (!explanation) return null;
  const fix = fixLink(details, slug, people);
  return (
    <Callout
      tone="danger"
      title={explanation.cause}
      actions={
        fix && (
          <ButtonLink size="small" href={fix.href}>
            {fix.label}
          </ButtonLink>
        )
      }
    >
      <DescriptionList
        items={[
          { term: "Received", value: cause?.received ?? "Nothing" },
          { term: "Expected", value: cause?.expected },
          { term: "Who fixes it", value: fixedByWords(explanation.fixedBy, providerName) },
          { term: "How", value: explanation.fix },
          { term: "Message to the person", value: explanation.forPerson },
        ]}
      />
    </Callout>
  );
}

function facts(details: SignInDetails, slug: string, people: boolean) {
  const paths = spacePaths(slug);
  const { person, connection, connectionExists } = details;
  return [
    {
      term: "Person",
      value: person && people ? <Link href={paths.user(person.id)}>{person.name}</Link> : person?.name,
      help: person ? details.email : "Nobody in this space has this address.",
    },
    {
      term: "Connection",
      value: connectionExists ? (
        <Link href={`${paths.sso}/${connection.id}`}>{connection.name}</Link>
      ) : (
        connection.name
      ),
      ...(connectionExists ? {} : { help: "It has been removed since." }),
    },
    {
      term: "Started",
      value: <RelativeTime value={details.createdAt} />,
      help: details.initiatedBy === "identity_provider" ? "At the provider" : "Here",
    },
    { term: "Ended", value: details.finishedAt && <RelativeTime value={details.finishedAt} /> },
    { term: "From", value: details.address },
    { term: "Page asked for", value: details.returnTo },
    {
      term: "Code",
      value: details.refusalCode && (
        <Link href={refusalHelp(details.refusalCode)} className="font-mono">
          {details.refusalCode}
        </Link>
      ),
    },
  ];
}
