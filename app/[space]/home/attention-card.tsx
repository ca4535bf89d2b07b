import {
  CircleAlert,
  CircleCheck,
  Clock,
  Hand,
  KeyRound,
  type LucideIcon,
  TriangleAlert,
} from "lucide-react";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Link } from "@/components/ui/link";
import type { Attention } from "@/lib/features/home/needs-attention";
import type { spacePaths } from "@/lib/server/http/navigation";
import { attentionTitle } from "./attention-title";

type Paths = ReturnType<typeof spacePaths>;
interface Line {
  key: string;
  icon: LucideIcon;
  tone: string;
  title: string;
  detail: string;
  href: string;
}

function lineOf(attention: Attention, paths: Paths): Line {
  switch (attention.kind) {
    case "failing":
      return {
        key: `failing ${attention.connectionId}`,
        icon: CircleAlert,
        tone: "text-danger",
        title: attentionTitle(attention),
        detail: "Its latest sign-ins were all refused.",
        href: `${paths.sso}/${attention.connectionId}`,
      };
    case "alert":
      return {
        key: `alert ${attention.connectionId} ${attention.title}`,
        icon: TriangleAlert,
        tone: "text-warn",
        title: attentionTitle(attention),
        detail: "Open the connection to see what to do.",
        href: `${paths.sso}/${attention.connectionId}`,
      };
    case "handover":
      return {
        key: `handover ${attention.connectionId}`,
        icon: CircleCheck,
        tone: "text-accent",
        title: attentionTitle(attention),
        detail: "Your IT contact has set it up by a setup link.",
        href: `${paths.sso}/${attention.connectionId}`,
      };
    case "domain":
      return {
        key: `domain ${attention.domainId}`,
        icon: TriangleAlert,
        tone: "text-warn",
        title: attentionTitle(attention),
        detail: "Put it back before the domain is no longer yours.",
        href: paths.domain(attention.domainId),
      };
    case "waiting":
      return {
        key: "waiting",
        icon: Clock,
        tone: "text-accent",
        title: attentionTitle(attention),
        detail: "They cannot sign in until you decide.",
        href: paths.approvals,
      };
    case "directory_held":
      return {
        key: `held ${attention.directoryId}`,
        icon: Hand,
        tone: "text-warn",
        title: attentionTitle(attention),
        detail: "They keep it until you confirm or reject.",
        href: `${paths.directory(attention.directoryId)}/held`,
      };
    case "directory_alert":
      return {
        key: `directory ${attention.directoryId}`,
        icon: attention.alert === "failing" ? CircleAlert : TriangleAlert,
        tone: attention.alert === "failing" ? "text-danger" : "text-warn",
        title: attentionTitle(attention),
        detail:
          attention.alert === "failing"
            ? "People who arrive or leave do not arrive or leave here."
            : "Check at the provider whether it still sends.",
        href: paths.directory(attention.directoryId),
      };
    case "directory_unresolved":
      return {
        key: `unresolved ${attention.directoryId}`,
        icon: TriangleAlert,
        tone: "text-warn",
        title: attentionTitle(attention),
        detail: "Each says why, and what to do.",
        href: `${paths.directory(attention.directoryId)}/people`,
      };
    case "no_it_administrator":
      return {
        key: "no IT administrator",
        icon: KeyRound,
        tone: "text-warn",
        title: attentionTitle(attention),
        detail: "If single sign-on breaks, nobody can get in to repair it.",
        href: paths.users,
      };
  }
}

/** What needs an administrator, each line linked to its page. */
export function AttentionCard({ attention, paths }: { attention: readonly Attention[]; paths: Paths }) {
  return (
    <Card title="Needs attention">
      {attention.length === 0 ? (
        <p className="flex items-center gap-2 text-muted">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
          Nothing at the moment.
        </p>
      ) : (
        <ul className="space-y-3">
          {attention.map((one) => {
            const { key, icon: Icon, tone, title, detail, href } = lineOf(one, paths);
            return (
              <li key={key} className="flex gap-2.5">
                <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", tone)} />
                <div className="min-w-0">
                  <Link href={href} quiet>
                    {title}
                  </Link>
                  <p className="text-sm text-muted">{detail}</p>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
