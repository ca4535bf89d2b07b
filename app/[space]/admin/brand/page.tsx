import type { Metadata } from "next";
import { BrandEditor } from "@/components/brand/brand-editor";
import { PageHeader } from "@/components/ui/page-header";
import { readBrand } from "@/lib/features/brand/read-brand";
import { shownBrand } from "@/lib/model/brand/brand";
import { helpAddress } from "@/lib/model/help";
import { requirePermission } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../space-console";
import { resetBrandAction, saveBrandAction } from "./actions";

export const metadata: Metadata = { title: "Brand" };

/** How the space looks on the way in. */
export default async function BrandPage({ params }: { params: Promise<{ space: string }> }) {
  const ctx = await requirePermission((await params).space, "manage_space");
  const { space } = ctx;
  const { own, installation } = await readBrand(await dependencies(), space.id);
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/brand")}
        title="Brand"
        description={`What people see on their way in to ${space.name}.`}
      />
      <BrandEditor
        save={saveBrandAction}
        reset={resetBrandAction}
        space={{ slug: space.slug, name: space.name }}
        chosen={shownBrand(space.id, own)}
        defaultAccent={installation.accent}
      />
    </SpaceConsole>
  );
}
