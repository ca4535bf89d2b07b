import type { Metadata } from "next";
import { Suspense } from "react";
import { SignInChart } from "@/components/charts/sign-in-chart";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { needsAttention } from "@/lib/features/home/needs-attention";
import { readSetUp } from "@/lib/features/home/read-set-up";
import { countPeople } from "@/lib/features/people/list-people";
import { describeHome } from "@/lib/features/sign-in/describe-home";
import { readSignInStatistics } from "@/lib/features/sign-in/sign-in-statistics";
import { displayName } from "@/lib/model/people/person";
import { holds } from "@/lib/model/people/roles";
import { type MemberContext, requireMember } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { AttentionCard } from "./home/attention-card";
import { MembersCard } from "./home/members-card";
import { OwnApplications } from "./home/own-applications";
import { OwnSignIns } from "./home/own-sign-ins";
import { SetUpCard } from "./home/set-up-card";
import { SpaceCard } from "./home/space-card";
import { YouCard } from "./home/you-card";
import { SpaceConsole } from "./space-console";

export const metadata: Metadata = { title: "Home" };

/** Home: for administrators set-up progress and health, for everyone their own things. */
export default async function HomePage({ params }: { params: Promise<{ space: string }> }) {
  const ctx = await requireMember((await params).space);
  const home = await describeHome(await dependencies(), ctx);
  const paths = spacePaths(ctx.space.slug);
  const manages = holds(ctx.membership, "manage_auth_integrations") || holds(ctx.membership, "manage_people");
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        title={`Hello, ${ctx.user.firstName || displayName(ctx.user)}`}
        description={ctx.space.name}
      />
      {home.endedTokens > 0 && (
        <Callout
          tone="warn"
          title={
            home.endedTokens === 1
              ? "One of your tokens was revoked"
              : `${home.endedTokens} of your tokens were revoked`
          }
          actions={<Link href={`${paths.account}#tokens`}>See why, and create them again</Link>}
        />
      )}
      {manages && (
        <Suspense fallback={<Skeleton className="h-64" />}>
          <SpaceHealth ctx={ctx} />
        </Suspense>
      )}
      {holds(ctx.membership, "manage_space") && (
        <Suspense fallback={<Skeleton className="h-32" />}>
          <SpaceCard ctx={ctx} />
        </Suspense>
      )}
      <OwnApplications ctx={ctx} showEmpty={!manages} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <OwnSignIns ctx={ctx} />
        <YouCard ctx={ctx} home={home} />
      </div>
    </SpaceConsole>
  );
}

/** Only for those who manage the space: its set-up, its sign-ins, what needs attention. */
async function SpaceHealth({ ctx }: { ctx: MemberContext }) {
  const deps = await dependencies();
  const paths = spacePaths(ctx.space.slug);
  const connects = holds(ctx.membership, "manage_auth_integrations");
  const [setUp, attention, members, statistics] = await Promise.all([
    connects ? readSetUp(deps, ctx) : null,
    needsAttention(deps, ctx),
    holds(ctx.membership, "manage_people") ? countPeople(deps, ctx) : null,
    connects ? readSignInStatistics(deps, ctx) : null,
  ]);
  return (
    <>
      {setUp?.next && <SetUpCard setUp={setUp} paths={paths} mayConnectDirectory={members !== null} />}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        {statistics && (
          <Card
            title="Sign-ins"
            description="Last 30 days, all connections"
            actions={<Link href={paths.signIns}>Sign-in log</Link>}
          >
            <SignInChart {...statistics} caption="Sign-ins of the last 30 days" />
          </Card>
        )}
        <div className="space-y-6">
          <AttentionCard attention={attention} paths={paths} />
          {members && <MembersCard members={members} paths={paths} />}
        </div>
      </div>
    </>
  );
}
