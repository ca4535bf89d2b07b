import {
  CircleCheck,
  CirclePause,
  Clock,
  Eye,
  Hand,
  type LucideIcon,
  OctagonAlert,
  ShieldAlert,
} from "lucide-react";
import type { BadgeTone } from "@/components/ui/badge";
import type { DirectoryAlert, DirectoryStatus, FeedState } from "@/lib/model/directories/directory";

interface Look {
  word: string;
  tone: BadgeTone;
  icon: LucideIcon;
}

/** The badge of a directory's state. */
export const statusLooks: Record<DirectoryStatus, Look> = {
  observing: { word: "Not active yet", tone: "accent", icon: Eye },
  active: { word: "Active", tone: "ok", icon: CircleCheck },
  paused: { word: "Paused", tone: "warn", icon: CirclePause },
};

/** The badge of what is wrong with a directory. */
export const alertLooks: Record<DirectoryAlert, Look> = {
  failing: { word: "Failing", tone: "danger", icon: OctagonAlert },
  silent: { word: "Silent for a day", tone: "warn", icon: Clock },
};

/** The badge of what became of a person. */
export const feedLooks: Record<FeedState, Look> = {
  waiting: { word: "Waiting", tone: "neutral", icon: Clock },
  applied: { word: "Up to date", tone: "ok", icon: CircleCheck },
  conflict: { word: "In conflict", tone: "danger", icon: OctagonAlert },
  held: { word: "Held", tone: "warn", icon: Hand },
  kept: { word: "Kept", tone: "accent", icon: ShieldAlert },
  refused: { word: "Refused", tone: "danger", icon: OctagonAlert },
};
