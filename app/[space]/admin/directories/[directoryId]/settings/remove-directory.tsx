import { RemoveDialog } from "@/components/directories/remove-dialog";
import { directoryRemovalImpact } from "@/lib/features/directories/remove-directory";
import { dependencies } from "@/lib/server/process/dependencies";
import { removeDirectoryAction } from "../../actions";
import type { DirectoryPageProps } from "../directory-page";

/** The button that removes the directory, at the bottom right. */
export async function RemoveDirectory({ ctx, health }: DirectoryPageProps) {
  const { id, name, status } = health.directory;
  const impact = await directoryRemovalImpact(await dependencies(), ctx, id);
  if (!impact.ok) return null;
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-6 gap-y-3 border-t border-line pt-6">
      <p className="min-w-0 flex-1 basis-72 text-muted">
        {status === "active"
          ? "To suspend it for a while, pause it, which loses nothing. Removal is permanent."
          : "Removal is permanent."}
      </p>
      <RemoveDialog
        name={name}
        impact={impact.value}
        wasActive={status !== "observing"}
        action={removeDirectoryAction}
        fields={{ space: ctx.space.slug, directoryId: id }}
      />
    </div>
  );
}
