import NextLink from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { helpAddress } from "@/lib/model/help";
import { Brand, BrandMark } from "./brand";

export interface PublicCardProps {
  /** The page's only heading: "Sign in". */
  title: ReactNode;
  description?: ReactNode;
  /** The space this page belongs to; absent if it is not determined yet. */
  space?: { name: string };
  children?: ReactNode;
  /** Beneath the card: a quiet link or two. */
  footer?: ReactNode;
  /** The help article about this page. */
  help?: string;
}

/** The frame of pages outside the console (sign-in, setup, result, error): one card, the space on top. */
export function PublicCard({
  title,
  description,
  space,
  children,
  footer,
  help = helpAddress("signing-in"),
}: PublicCardProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-4 py-10">
      <div className="w-full max-w-card space-y-6">
        <p className="flex items-center justify-center gap-2.5 text-lg font-semibold">
          {space ? <Avatar name={space.name} square className="size-8" /> : <BrandMark className="size-7" />}
          <span className="min-w-0 [overflow-wrap:anywhere]">{space?.name ?? "Gatehouse"}</span>
        </p>
        <div className="space-y-5 rounded-lg border border-line bg-surface p-6 sm:p-8">
          <div className="space-y-1.5">
            <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">{title}</h1>
            {description && <div className="text-muted [overflow-wrap:anywhere]">{description}</div>}
          </div>
          {children}
        </div>
        {footer && <div className="text-center text-sm text-muted">{footer}</div>}
        <p className="flex items-center justify-center gap-4 text-sm text-muted">
          {space && <Brand />}
          {/* Not prefetched: hardly anybody who signs in reads it. */}
          <NextLink
            href={help}
            prefetch={false}
            className="inline-flex items-center hover:text-text max-md:min-h-11"
          >
            Help
          </NextLink>
        </p>
      </div>
    </main>
  );
}
