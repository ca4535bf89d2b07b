import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { helpAddress } from "@/lib/model/help";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { SpaceConsole } from "../../../space-console";
import { ImportForm } from "./import-form";

export const metadata: Metadata = { title: "Import people" };

/** Adds many people from a file: previewed first, then imported. */
export default async function ImportPage({ params }: { params: Promise<{ space: string }> }) {
  const ctx = await requirePermission((await params).space, "manage_people");
  const paths = spacePaths(ctx.space.slug);
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        help={helpAddress("administrators/people", "by-hand")}
        title="Import people"
        description="From a CSV file, up to 20,000 at once. You see the result before anything changes."
        back={{ href: paths.users, label: "Members" }}
      />
      <ImportForm slug={ctx.space.slug} usersPath={paths.users} />
    </SpaceConsole>
  );
}
