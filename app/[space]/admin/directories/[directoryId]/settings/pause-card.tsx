import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { counted } from "@/lib/model/text/counted";
import { pauseDirectoryAction, resumeDirectoryAction } from "../../actions";
import type { DirectoryPageProps } from "../directory-page";

/** Pauses an active directory or resumes a paused one, after saying what that does. */
export function PauseCard({ ctx, health, called }: DirectoryPageProps) {
  const { directory, people, due } = health;
  const { id, name, status } = directory;
  const fields = { space: ctx.space.slug, directoryId: id };
  if (status === "observing") return null;
  if (status === "paused")
    return (
      <Card
        flush
        title="Resume"
        description="Everything that came while it was paused is applied, within seconds to minutes."
        actions={
          <ConfirmDialog
            trigger={<Button variant="primary">Resume</Button>}
            title={`Resume ${name}?`}
            effects={[
              `${counted(people, "person", "people")} of the directory are compared with this space again.`,
              `${counted(due, "person has", "people have")} changed meanwhile.`,
            ]}
            consequences={["Whoever has left meanwhile loses access now."]}
            confirmLabel="Resume"
            pendingLabel="Resuming"
            tone="primary"
            action={resumeDirectoryAction}
            fields={fields}
          />
        }
      />
    );
  return (
    <Card
      flush
      title="Pause"
      description="What arrives is kept and changes nobody, until you resume."
      actions={
        <ConfirmDialog
          trigger={<Button>Pause</Button>}
          title={`Pause ${name}?`}
          effects={[
            `${counted(people, "person stays", "people stay")} as they are, and sign in as before.`,
            `${called.charAt(0).toUpperCase()}${called.slice(1)} notices nothing: its requests are answered and kept.`,
          ]}
          consequences={["Somebody who leaves meanwhile keeps their access until you resume."]}
          confirmLabel="Pause"
          pendingLabel="Pausing"
          action={pauseDirectoryAction}
          fields={fields}
        />
      }
    />
  );
}
