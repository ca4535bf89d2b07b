import { MessagePage } from "@/components/frame/message-page";
import { helpAddress } from "@/lib/model/help";

/** Unknown, revoked and over look alike: who guesses learns nothing. */
export function LinkOver() {
  return (
    <MessagePage
      tone="warn"
      title="This link does not work any more"
      help={helpAddress("outside-it", "over")}
    >
      <p>It has run out, was revoked, or is not complete. Ask your contact for a new one.</p>
    </MessagePage>
  );
}
