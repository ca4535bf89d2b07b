import { notFound } from "next/navigation";
import { type DirectoryHealth, readDirectoryHealth } from "@/lib/features/directories/read-health";
import { directoryGuides } from "@/lib/protocols/providers/directories/catalogue";
import { type MemberContext, requirePermission } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { directoryPaths } from "../paths";

/** The address of a page of a directory. */
export type DirectoryParams = Promise<{ space: string; directoryId: string }>;

/** What each page of a directory shows of it. */
export interface DirectoryPageProps {
  ctx: MemberContext;
  health: DirectoryHealth;
  /** The provider, in the middle of a sentence. */
  called: string;
  paths: ReturnType<typeof directoryPaths>;
}

/** The directory of an address, for those who may manage people; another tenant's is not found. */
export async function openDirectory(params: DirectoryParams): Promise<DirectoryPageProps> {
  const { space, directoryId } = await params;
  const ctx = await requirePermission(space, "manage_people");
  const found = await readDirectoryHealth(await dependencies(), ctx, directoryId);
  if (!found.ok) notFound();
  const { called } = directoryGuides[found.value.directory.provider];
  return { ctx, health: found.value, called, paths: directoryPaths(ctx.space.slug) };
}
