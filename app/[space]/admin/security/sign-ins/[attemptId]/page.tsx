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
import { withTimes } from "@/components/ui/with-times";
import { readSignIn, type SignInDetails } from "@/lib/features/sign-in/sign-in-log";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { helpAddress, refusalHelp } from "@/lib/model/help";
import { holds } from "@/lib/model/people/roles";
import { counted } from "@/lib/model/text/counted";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../../space-console";
import { isWaiting, OutcomeBadge } from "../outcome-badge";
import { fixLink } from "./fix-link";

export const metadata: Metadata = { title: "Sign-in" };

interface SignInPageProps {
  params: Promise<{ space: string; attemptId: string }>;
}

/** One sign-in: the cause with received and expected, who fixes it and how, the facts, and the checks, folded. */
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
        badge={<OutcomeBadge status={details.status} refusalCode={details.refusalCode} />}
        back={{ href: paths.signIns, label: "Sign-in log" }}
        help={helpAddress("administrators/log")}
      />
      <Refusal details={details} slug={ctx.space.slug} people={people} />
      <Card title="Details" actions={<OtherSignIns details={details} path={paths.signIns} />}>
        <div className="space-y-5">
          <DescriptionList items={facts(details, ctx.space.slug, people)} />
          <CopyField
            label="Reference"
            value={details.id}
            help="The person sees it too, and can send it to you."
          />
        </div>
      </Card>
      {details.checks.length > 0 && <Checks checks={details.checks} />}
    </SpaceConsole>
  );
}

/** Why it was refused: what came, what should have come, who fixes it and how. */
function Refusal({ details, slug, people }: { details: SignInDetails; slug: string; people: boolean }) {
  const { explanation, cause, providerName } = details;
  if (!explanation) return null;
  const waiting = isWaiting(details.refusalCode);
  const fix = fixLink(details, slug, people);
  const findings = [
    ...(waiting
      ? []
      : [
          { term: "Received", value: cause?.received ? withTimes(cause.received) : "Nothing" },
          { term: "Expected", value: cause?.expected && withTimes(cause.expected) },
        ]),
    { term: "Who fixes it", value: fixedByWords(explanation.fixedBy, providerName) },
    { term: "How", value: explanation.fix },
    { term: "What they see", value: explanation.forPerson },
  ];
  return (
    <Callout
      tone={waiting ? "info" : "danger"}
      title={explanation.cause}
      actions={
        fix && (
          <ButtonLink size="small" href={fix.href}>
            {fix.label}
          </ButtonLink>
        )
      }
    >
      <dl className="grid gap-x-4 gap-y-1.5 pt-1 sm:grid-cols-[7rem_minmax(0,1fr)]">
        {findings.map(
          ({ term, value }) =>
            value && (
              <div key={term} className="contents">
                <dt className="text-muted">{term}</dt>
                <dd className="min-w-0 [overflow-wrap:anywhere] max-sm:mb-1.5">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </Callout>
  );
}

/** The checks, folded: the one that failed is explained above already. */
function Checks({ checks }: Pick<SignInDetails, "checks">) {
  const passed = checks.filter((check) => check.passed).length;
  return (
    <details className="rounded-lg border border-line bg-surface">
      <summary className="px-5 py-3 font-medium max-md:min-h-11">
        {passed === checks.length
          ? `All ${counted(passed, "check")} passed`
          : `${passed.toLocaleString("en")} of ${counted(checks.length, "check")} passed`}
      </summary>
      <div className="space-y-3 border-t border-line p-4">
        <p className="text-sm text-muted">In the order in which they ran.</p>
        <CheckList label="Checks" items={checkItems(checks)} />
      </div>
    </details>
  );
}

/** The log, narrowed to the person or the connection of this sign-in. */
function OtherSignIns({ details, path }: { details: SignInDetails; path: string }) {
  const { person, connection } = details;
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {person && <Link href={`${path}?person=${person.id}`}>This person's sign-ins</Link>}
      <Link href={`${path}?connection=${connection.id}`}>This connection's sign-ins</Link>
    </span>
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
      value: <RelativeTime value={details.createdAt} exact />,
      help: details.initiatedBy === "identity_provider" ? "At the provider" : "On our sign-in page",
    },
    { term: "Ended", value: details.finishedAt && <RelativeTime value={details.finishedAt} exact /> },
    { term: "IP address", value: details.address },
    { term: "Page requested", value: details.returnTo },
    {
      term: "Refusal code",
      value: details.refusalCode && (
        <Link href={refusalHelp(details.refusalCode)} className="font-mono">
          {details.refusalCode}
        </Link>
      ),
    },
  ];
}
