import type { Metadata } from "next";
import { BrandEditor } from "@/components/brand/brand-editor";
import { PageHeader } from "@/components/ui/page-header";
import { readBrand } from "@/lib/features/brand/read-brand";
import { shownBrand } from "@/lib/model/brand/brand";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { OperatorConsole } from "../operator-console";
import { resetInstallationBrandAction, saveInstallationBrandAction } from "./actions";

export const metadata: Metadata = { title: "Brand" };

/** How the installation looks where no space is known, and where a space has chosen nothing. */
export default async function InstallationBrandPage() {
  const ctx = await requireOperator();
  const { installation } = await readBrand(await dependencies(), null);
  return (
    <OperatorConsole ctx={ctx} width="wide">
      <PageHeader
        title="Brand"
        description="What people see before their space is known. Spaces without a colour of their own use this one."
      />
      <BrandEditor
        save={saveInstallationBrandAction}
        reset={resetInstallationBrandAction}
        chosen={shownBrand(null, installation)}
        defaultAccent={null}
      />
    </OperatorConsole>
  );
}
