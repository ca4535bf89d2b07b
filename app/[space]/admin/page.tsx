import { redirect } from "next/navigation";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";

/** The administrators' overview is Home; its former address leads there. */
export default async function AdministrationPage({ params }: { params: Promise<{ space: string }> }) {
  const { space } = await requirePermission((await params).space, "manage_space");
  redirect(spacePaths(space.slug).home);
}
