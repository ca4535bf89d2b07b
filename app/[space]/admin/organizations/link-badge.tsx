import { Building2, CircleCheck, CircleOff, Clock, Link2 } from "lucide-react";
import { Badge, type BadgeProps } from "@/components/ui/badge";

const words = {
  own: { word: "Own", tone: "neutral", icon: Building2 },
  requested: { word: "Requested", tone: "warn", icon: Clock },
  waiting: { word: "Waiting for an answer", tone: "warn", icon: Clock },
  declined: { word: "Declined", tone: "neutral", icon: CircleOff },
  agreed: { word: "Agreed, not connected", tone: "accent", icon: Link2 },
  connected: { word: "Connected", tone: "ok", icon: CircleCheck },
} as const satisfies Record<string, Pick<BadgeProps, "tone" | "icon"> & { word: string }>;

/** How a space and an organization are related. */
export function LinkBadge({ state }: { state: keyof typeof words }) {
  const { word, tone, icon } = words[state];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
