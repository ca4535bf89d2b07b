import { fixedByWords } from "@/components/connections/words";
import type { FeedExplanation } from "@/lib/model/directories/feed-reasons";

/** Why something is as it is, what to do, and who does it. */
export function Explained({ cause, fix, fixedBy, called }: FeedExplanation & { called: string }) {
  return (
    <span className="block [overflow-wrap:anywhere]">
      {cause}
      <span className="block text-sm text-muted">
        {fix}
        {fixedBy && ` Who fixes it: ${lower(fixedByWords(fixedBy, called))}.`}
      </span>
    </span>
  );
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
