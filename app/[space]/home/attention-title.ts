import { counted } from "@/components/ui/counted";
import type { Attention } from "@/lib/features/home/needs-attention";

/** What needs attention, in a few words. */
export function attentionTitle(attention: Attention): string {
  switch (attention.kind) {
    case "failing":
      return `${attention.name} is failing`;
    case "alert":
      return attention.title;
    case "handover":
      return `${attention.name} is tested and ready to activate`;
    case "domain":
      return `The DNS record of ${attention.name} is missing`;
    case "waiting":
      return `${counted(attention.people, "person is", "people are")} waiting for approval`;
    case "no_it_administrator":
      return "No IT administrator";
  }
}
