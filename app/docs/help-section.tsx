import type { ReactNode } from "react";

/** A named part of a help page. Its anchor is a promise to the screens that link to it. */
export function HelpSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="space-y-3">
      <h2 id={id} className="scroll-mt-6 text-xl font-semibold target:text-accent">
        {title}
      </h2>
      {children}
    </section>
  );
}
