import { ButtonLink } from "@/components/ui/button-link";
import { ResultNote } from "@/components/ui/result-note";

const notes: Record<string, { title: string; text: string }> = {
  activated: {
    title: "Single sign-on is active",
    text: "People see it on the sign-in page. Next: invite people to sign in the new way. Once they do, require single sign-on.",
  },
  live: { title: "The new version is live", text: "Sign-ins use it from now on." },
  removed: {
    title: "The connection is removed",
    text: "Nobody can sign in through it any more. To use it again, configure it again.",
  },
};

interface DoneNoteProps {
  done: string | string[] | undefined;
  /** What comes after an activation, if the person may do it. */
  next?: { invite: string | null; require: string | null };
}

/** The result of the last step, on the page where it ends, and what to do next. */
export function DoneNote({ done, next }: DoneNoteProps) {
  const note = typeof done === "string" && Object.hasOwn(notes, done) ? notes[done] : undefined;
  if (!note) return null;
  return (
    <ResultNote
      title={note.title}
      actions={
        done === "activated" &&
        next && (
          <>
            {next.invite && (
              <ButtonLink size="small" variant="primary" href={next.invite}>
                Invite people
              </ButtonLink>
            )}
            {next.require && (
              <ButtonLink size="small" href={next.require}>
                Require single sign-on
              </ButtonLink>
            )}
          </>
        )
      }
    >
      {note.text}
    </ResultNote>
  );
}
