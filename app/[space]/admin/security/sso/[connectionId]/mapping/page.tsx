import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LeaseKeeper } from "@/components/connections/lease-keeper";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { readLease } from "@/lib/features/connections/keep-lease";
import { readMapping } from "@/lib/features/mapping/read-mapping";
import { helpAddress } from "@/lib/model/help";
import { requirePermission } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../../../space-console";
import { holderOf } from "../../edit-lease";
import { guideOf } from "../../new/guide";
import { NotSubscribed } from "../../not-subscribed";
import { ssoPaths } from "../../paths";
import { MappingForm } from "./mapping-form";

interface MappingPageProps {
  params: Promise<{ space: string; connectionId: string }>;
}

export const metadata: Metadata = { title: "People and roles" };

/** The sign-in option of one connection: attribute names, role rules, defaults, provisioning, and a preview. */
export default async function MappingPage({ params }: MappingPageProps) {
  const { space: slug, connectionId } = await params;
  const ctx = await requirePermission(slug, "manage_auth_integrations");
  const { space } = ctx;
  if (!space.ssoSubscribed)
    return (
      <SpaceConsole ctx={ctx}>
        <NotSubscribed spaceName={space.name} />
      </SpaceConsole>
    );
  const deps = await dependencies();
  const mapping = await readMapping(deps, ctx, connectionId);
  if (!mapping) notFound();
  const { details, option, teams, seen, runs } = mapping;
  const lease = await readLease(deps, ctx);
  const paths = ssoPaths(space.slug);
  const { guide } = guideOf(details);
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/roles")}
        title="People and roles"
        description={`How people who sign in through ${details.name} are added to this space, and with which role.`}
        back={{ href: paths.connection(details.id), label: details.name }}
      />
      <LeaseKeeper
        address={paths.lease}
        space={space.slug}
        initial={lease && holderOf(lease)}
        connectionId={details.id}
        step="people"
        revision={details.revision}
        back={paths.connection(details.id)}
      >
        {details.status === "active" && (
          <Callout>
            This connection is in use. What you save here takes effect at each person's next sign-in.
          </Callout>
        )}
        <MappingForm
          connectionId={details.id}
          settings={option.settings}
          revision={option.revision}
          kind={space.kind}
          isOwn={details.isOwn}
          providerName={details.providerName}
          usual={guide.attributes}
          groupsCaveat={guide.groups.caveat}
          teams={teams}
          seen={seen}
          runs={runs}
        />
      </LeaseKeeper>
    </SpaceConsole>
  );
}
