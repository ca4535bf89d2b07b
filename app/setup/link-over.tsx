import { helpAddress } from "@/lib/model/help";
import { BrandedMessage } from "../branded";

/** Unknown, revoked and expired links look alike: guessing reveals nothing. */
export function LinkOver() {
  return (
    <BrandedMessage tone="warn" title="This link no longer works" help={helpAddress("outside-it", "over")}>
      <p>It has expired, was revoked, or is incomplete. Ask your contact for a new one.</p>
    </BrandedMessage>
  );
}
