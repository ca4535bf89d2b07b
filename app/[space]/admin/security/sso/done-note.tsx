import { Callout } from "@/components/ui/callout";

const notes: Record<string, { title: string; text: string }> = {
  activated: {
    title: "Single sign-on is active",
    text: "People can sign in through it from now on. You can invite them to do so.",
  },
  live: { title: "The new version is live", text: "Sign-ins use it from now on." },
  removed: {
    title: "The connection is removed",
    text: "Nobody can sign in through it any more. To use it again, configure it again.",
  },
};

/** The result of the last step, on the page where it ends. */
export function DoneNote({ done }: { done: string | string[] | undefined }) {
  const note = typeof done === "string" && Object.hasOwn(notes, done) ? notes[done] : undefined;
  if (!note) return null;
  return (
    <div role="status">
      <Callout tone="ok" title={note.title}>
        {note.text}
      </Callout>
    </div>
  );
}
