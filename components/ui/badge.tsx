import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleOff,
  Clock,
  FlaskConical,
  type LucideIcon,
  OctagonAlert,
  Pencil,
  Radio,
  ShieldCheck,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type BadgeTone = "neutral" | "accent" | "ok" | "warn" | "danger";

const tones: Record<BadgeTone, string> = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
};

export interface BadgeProps {
  tone?: BadgeTone;
  /** Required: a state is never shown by colour alone. */
  icon: LucideIcon;
  children: ReactNode;
  className?: string;
}

/** A small label: icon and word. For the product's states use `StateBadge`. */
export function Badge({ tone = "neutral", icon: Icon, children, className }: BadgeProps) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1 rounded-md px-1.5 py-0.5 text-sm font-medium whitespace-nowrap",
        tones[tone],
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {children}
    </span>
  );
}

const states = {
  draft: { word: "Draft", tone: "neutral", icon: Pencil },
  tested: { word: "Tested", tone: "accent", icon: FlaskConical },
  active: { word: "Active", tone: "ok", icon: CircleCheck },
  live: { word: "Live", tone: "ok", icon: Radio },
  disabled: { word: "Disabled", tone: "neutral", icon: CircleOff },
  deactivated: { word: "Deactivated", tone: "neutral", icon: CircleOff },
  expiring: { word: "Expiring", tone: "warn", icon: TriangleAlert },
  expired: { word: "Expired", tone: "danger", icon: OctagonAlert },
  failing: { word: "Failing", tone: "danger", icon: CircleAlert },
  failed: { word: "Failed", tone: "danger", icon: CircleAlert },
  passed: { word: "Passed", tone: "ok", icon: CircleCheck },
  pending: { word: "Pending", tone: "warn", icon: Clock },
  verified: { word: "Verified", tone: "ok", icon: ShieldCheck },
  revoked: { word: "Revoked", tone: "neutral", icon: Ban },
  open: { word: "Open", tone: "accent", icon: CircleDashed },
  refused: { word: "Refused", tone: "danger", icon: Ban },
  invited: { word: "Invited", tone: "accent", icon: CircleDashed },
  admitted: { word: "Admitted", tone: "ok", icon: CircleCheck },
  unknown: { word: "Unknown", tone: "neutral", icon: CircleHelp },
} as const satisfies Record<string, { word: string; tone: BadgeTone; icon: LucideIcon }>;

export type BadgeState = keyof typeof states;

/** The badge of a state of the product; `children` replaces the word, e.g. "Expires in 9 days". */
export function StateBadge({ state, children }: { state: BadgeState; children?: ReactNode }) {
  const { word, tone, icon } = states[state];
  return (
    <Badge tone={tone} icon={icon}>
      {children ?? word}
    </Badge>
  );
}
