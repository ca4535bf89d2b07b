import type { Attention } from "@/lib/features/home/needs-attention";
import { counted } from "@/lib/model/text/counted";

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
    case "directory_held":
      return `${counted(attention.people, "person is", "people are")} held: ${attention.name} would end their access`;
    case "directory_alert":
      return attention.alert === "failing"
        ? `Changes from ${attention.name} fail`
        : `${attention.name} has sent nothing for a day`;
    case "directory_unresolved":
      return `${counted(attention.people, "person", "people")} of ${attention.name} could not be brought in`;
    case "no_it_administrator":
      return "No IT administrator";
  }
}
