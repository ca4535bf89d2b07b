import type { ReactNode } from "react";
import { roleWords } from "@/components/connections/words";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { readSpaceOverview, type SpaceOverview } from "@/lib/features/spaces/read-space-overview";
import { roles } from "@/lib/model/people/roles";
import { counted } from "@/lib/model/text/counted";
import type { MemberContext } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";

interface Fact {
  term: string;
  value: ReactNode;
  href: string;
  detail: string;
}

/** The space in a few numbers, each linked to where it is managed. */
export async function SpaceCard({ ctx }: { ctx: MemberContext }) {
  const overview = await readSpaceOverview(await dependencies(), ctx);
  return (
    <Card title={ctx.space.name}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3 lg:grid-cols-6">
        {factsOf(overview, spacePaths(ctx.space.slug)).map(({ term, value, href, detail }) => (
          <div key={term} className="min-w-0">
            <dt className="text-sm text-muted">{term}</dt>
            <dd>
              <Link href={href} quiet>
                {value}
              </Link>
              <span className="block text-sm text-muted">{detail}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function factsOf(overview: SpaceOverview, paths: ReturnType<typeof spacePaths>): Fact[] {
  const { space, people, connections, domains, sessions, tokens, seatsInUse } = overview;
  const working = connections.filter(({ state }) => !["draft", "tested", "disabled"].includes(state)).length;
  const isRequired = space.passwordSignIn !== "allowed";
  return [
    {
      term: "Members",
      value: people.active.toLocaleString("en"),
      href: paths.users,
      detail: counted(people.administrators, "administrator", "administrators"),
    },
    {
      term: "Licences in use",
      value: roles.reduce((sum, role) => sum + seatsInUse[role], 0).toLocaleString("en"),
      href: paths.users,
      detail:
        roles
          .filter((role) => space.seats[role] !== undefined)
          .map((role) => `${roleWords[role]} ${seatsInUse[role]}/${space.seats[role]}`)
          .join(", ") || "No limit",
    },
    {
      term: "Connections",
      value: space.ssoSubscribed ? `${working} active` : "Not in the plan",
      href: paths.sso,
      detail: space.ssoSubscribed ? `of ${connections.length}` : "Ask your account manager",
    },
    {
      term: "Passwords",
      value: isRequired ? "IT administrators only" : "For everyone",
      href: paths.signIn,
      detail: counted(people.itAdministrators, "IT administrator", "IT administrators"),
    },
    {
      term: "Domains",
      value: `${domains.verified} verified`,
      href: paths.domains,
      detail: domains.waiting > 0 ? `${domains.waiting} waiting` : "None waiting",
    },
    {
      term: "Signed in now",
      value: counted(sessions.people, "person", "people"),
      href: paths.sessions,
      detail: counted(tokens.integration + tokens.personal, "active token", "active tokens"),
    },
  ];
}
