import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { DirectorySteps } from "@/components/directories/directory-steps";
import { ProductForm } from "@/components/directories/product-form";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { directoryConnections } from "@/lib/features/directories/directory-connections";
import { findDirectory } from "@/lib/features/directories/manage-directories";
import { directoryStepLabels, directoryStepOf } from "@/lib/model/directories/wizard";
import { helpAddress } from "@/lib/model/help";
import { type MemberContext, requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../space-console";
import { createDirectoryAction } from "../actions";
import { NotSubscribed } from "../not-subscribed";
import { directoryPaths } from "../paths";
import { ConnectContent } from "./connect-content";

interface WizardPageProps {
  params: Promise<{ space: string }>;
  searchParams: Promise<Record<"directory" | "step", string | string[] | undefined>>;
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export async function generateMetadata({ searchParams }: WizardPageProps): Promise<Metadata> {
  const { directory, step } = await searchParams;
  if (!one(directory)) return { title: "Connect a directory" };
  return { title: `${directoryStepLabels[directoryStepOf(one(step))]}, connect a directory` };
}

/** The wizard: choose the product, connect it, review what activation does. Every step has an address of its own. */
export default async function DirectoryWizardPage({ params, searchParams }: WizardPageProps) {
  const ctx = await requirePermission((await params).space, "manage_people");
  const { space } = ctx;
  if (!space.ssoSubscribed)
    return (
      <SpaceConsole ctx={ctx}>
        <NotSubscribed spaceName={space.name} />
      </SpaceConsole>
    );
  const search = await searchParams;
  const id = one(search.directory);
  const found = id ? await findDirectory((await dependencies()).store, ctx, id) : null;
  if (found && !found.ok) notFound();
  const paths = directoryPaths(space.slug);
  const directory = found?.value;
  // The review had its address here once.
  if (directory && directoryStepOf(one(search.step)) === "review") redirect(paths.review(directory.id));
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        title={directory ? `Connect ${directory.name}` : "Connect a directory"}
        help={helpAddress("administrators/directories", "connect")}
        description="Everything you save is kept, and nobody gets or loses access before you activate."
        back={
          directory
            ? { href: paths.directory(directory.id), label: directory.name }
            : { href: paths.list, label: "Directory" }
        }
      />
      {!directory ? <ProductContent ctx={ctx} /> : <ConnectContent ctx={ctx} directory={directory} />}
    </SpaceConsole>
  );
}

async function ProductContent({ ctx }: { ctx: MemberContext }) {
  const { slug } = ctx.space;
  const connections = await directoryConnections(await dependencies(), ctx);
  return (
    <WizardLayout steps={<DirectorySteps current="product" hrefs={{}} />}>
      <ProductForm
        action={createDirectoryAction}
        space={slug}
        connections={connections.map(({ id, name }) => ({ id, name }))}
        importHref={spacePaths(slug).importPeople}
        back={<ButtonLink href={directoryPaths(slug).list}>Cancel</ButtonLink>}
      />
    </WizardLayout>
  );
}
