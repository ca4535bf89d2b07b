import { ButtonLink } from "@/components/ui/button-link";
import { ResultNote } from "@/components/ui/result-note";

const notes: Record<string, { title: string; text: string }> = {
  activated: {
    title: "The directory is active",
    text: "People get their access now, which takes seconds, or minutes if there are thousands. From now on people arrive, change and leave by themselves.",
  },
  removed: {
    title: "The directory is removed",
    text: "Its token no longer works. Turn off provisioning in your product too, or it reports errors.",
  },
};

interface DirectoryDoneNoteProps {
  done: string | string[] | undefined;
  /** What to look at after an activation. */
  people?: string;
}

/** The result of the last step, on the page where it ends, and what to do next. */
export function DirectoryDoneNote({ done, people }: DirectoryDoneNoteProps) {
  const note = typeof done === "string" && Object.hasOwn(notes, done) ? notes[done] : undefined;
  if (!note) return null;
  return (
    <ResultNote
      title={note.title}
      actions={
        people &&
        done === "activated" && (
          <ButtonLink size="small" href={people}>
            See the people
          </ButtonLink>
        )
      }
    >
      {note.text}
    </ResultNote>
  );
}
