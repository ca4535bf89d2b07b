import { roleWords } from "@/components/connections/words";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Home } from "@/lib/features/sign-in/describe-home";
import { displayName } from "@/lib/model/people/person";
import type { MemberContext } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";

/** Who the person is in this space. */
export function YouCard({ ctx, home }: { ctx: MemberContext; home: Home }) {
  return (
    <Card
      title="You in this space"
      actions={<Link href={spacePaths(ctx.space.slug).account}>Your account</Link>}
    >
      <DescriptionList
        items={[
          { term: "Name", value: displayName(ctx.user) },
          { term: "Email address", value: ctx.user.email },
          { term: "Role", value: roleWords[ctx.membership.role] },
          {
            term: "Signed in with",
            value: home.connectionName ? `${home.connectionName} (single sign-on)` : "Password",
            help: <RelativeTime value={ctx.admission.admittedAt.toISOString()} />,
          },
        ]}
      />
    </Card>
  );
}
