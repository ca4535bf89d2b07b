import {
  ArrowUpDown,
  CircleCheck,
  Clock,
  type LucideIcon,
  OctagonAlert,
  RotateCcw,
  UserMinus,
  UserPlus,
} from "lucide-react";
import type { BadgeTone } from "@/components/ui/badge";
import type { DryRunKind } from "@/lib/model/directories/dry-run-words";

/** The badge of each kind, and its entry in the filter. */
export const kindWords: Record<DryRunKind, { word: string; tone: BadgeTone; icon: LucideIcon }> = {
  problem: { word: "Needs attention", tone: "danger", icon: OctagonAlert },
  leaves: { word: "Loses access", tone: "warn", icon: UserMinus },
  joins: { word: "Joins", tone: "ok", icon: UserPlus },
  waits: { word: "Waits for approval", tone: "accent", icon: Clock },
  returns: { word: "Comes back", tone: "ok", icon: RotateCcw },
  changes: { word: "Changes role", tone: "accent", icon: ArrowUpDown },
  stays: { word: "Stays", tone: "neutral", icon: CircleCheck },
};

/** How somebody was recognised. */
export const matchedByWords = {
  linked: "Known from before",
  externalId: "Recognised by the ID that the directory gives",
  subject: "Recognised by their sign-in",
  userName: "Recognised by the user name",
  email: "Recognised by the email address",
} as const;
