import type { Metadata } from "next";
import { roleWords } from "@/components/connections/words";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { describeHome } from "@/lib/features/sign-in/describe-home";
import { displayName } from "@/lib/model/people/person";
import { requireMember } from "@/lib/server/auth/require";
import { navigationFor, spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "./space-console";

export const metadata: Metadata = { title: "Home" };

/** The landing page of a space. */
export default async function HomePage({ params }: { params: Promise<{ space: string }> }) {
  const ctx = await requireMember((await params).space);
  const home = await describeHome(await dependencies(), ctx);
  const paths = spacePaths(ctx.space.slug);
  const tools = navigationFor(ctx)
    .flatMap((group) => group.items)
    .filter((item) => item.key !== "home");
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        title={`Hello, ${ctx.user.firstName || displayName(ctx.user)}`}
        description={`You are signed in to ${ctx.space.name}.`}
      />
      {home.endedTokens > 0 && (
        <Callout
          tone="warn"
          title={
            home.endedTokens === 1
              ? "One of your tokens has ended"
              : `${home.endedTokens} of your tokens have ended`
          }
          actions={<Link href={`${paths.account}#tokens`}>See why, and create them again</Link>}
        />
      )}
      <Card title="You in this space">
        <DescriptionList
          items={[
            { term: "Name", value: displayName(ctx.user) },
            { term: "E-mail address", value: ctx.user.email },
            { term: "Role", value: roleWords[ctx.membership.role] },
            {
              term: "Signed in with",
              value: home.connectionName ? `${home.connectionName} (single sign-on)` : "Password",
              help: <RelativeTime value={ctx.admission.admittedAt.toISOString()} />,
            },
          ]}
        />
      </Card>
      {tools.length > 0 && (
        <Card title="What you can manage here">
          <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
            {tools.map((item) => (
              <li key={item.href}>
                <Link href={item.href}>{item.label}</Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </SpaceConsole>
  );
}
