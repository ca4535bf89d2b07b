import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { cx } from "@/components/ui/cx";
import type { WornBrand } from "@/lib/model/brand/brand";
import { PublicCard } from "./public-card";

export type MessageTone = "info" | "ok" | "warn" | "danger";

const looks: Record<MessageTone, { Icon: LucideIcon; ink: string }> = {
  info: { Icon: Info, ink: "bg-accent-soft text-accent" },
  ok: { Icon: CircleCheck, ink: "bg-ok-soft text-ok" },
  warn: { Icon: TriangleAlert, ink: "bg-warn-soft text-warn" },
  danger: { Icon: CircleAlert, ink: "bg-danger-soft text-danger" },
};

export interface MessagePageProps {
  /** What happened. */
  title: ReactNode;
  /** Why, and what to do. */
  children: ReactNode;
  tone?: MessageTone;
  /** The reference for support. */
  reference?: string;
  /** The next step: one primary button or link. */
  action?: ReactNode;
  brand?: WornBrand;
  footer?: ReactNode;
  /** The help article about it. */
  help?: string;
}

/** A page with one message: a result or an error, its reason, its reference, the next step. */
export function MessagePage({
  title,
  children,
  tone = "info",
  reference,
  action,
  brand,
  footer,
  help,
}: MessagePageProps) {
  const { Icon, ink } = looks[tone];
  return (
    <PublicCard
      title={
        <>
          <span aria-hidden className={cx("mb-4 flex size-10 items-center justify-center rounded-lg", ink)}>
            <Icon className="size-5" />
          </span>
          {title}
        </>
      }
      {...(brand ? { brand } : {})}
      {...(help ? { help } : {})}
      footer={footer}
    >
      <div className="space-y-2">{children}</div>
      {reference && (
        <div className="flex items-center justify-between gap-3 rounded-md bg-sunken py-1.5 pr-1.5 pl-3 text-sm text-muted">
          <span className="min-w-0 [overflow-wrap:anywhere]">
            Reference <code className="font-mono text-text select-all">{reference}</code>
          </span>
          <CopyButton text={reference} label="Copy reference" variant="quiet" size="small" />
        </div>
      )}
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </PublicCard>
  );
}
