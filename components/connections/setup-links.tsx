"use client";

import { CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { DataTable } from "@/components/ui/data-table";
import type { FormAction } from "@/lib/schemas/form-state";
import type { SetupLinkView } from "@/lib/schemas/setup-link";
import { setupLinkColumns } from "./setup-link-columns";

interface SetupLinksProps {
  space: string;
  /** Returns the current state of the links. */
  address: string;
  initial: readonly SetupLinkView[];
  revokeAction: FormAction;
  /** Beneath the table, linked to all of them. */
  footer?: ReactNode;
}

const askEvery = 4_000;

/** The setup links of a connection, with the outside administrator's progress, live. */
export function SetupLinks({ space, address, initial, revokeAction, footer }: SetupLinksProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<{ of: readonly SetupLinkView[]; links: readonly SetupLinkView[] }>();
  // The page's own data is newer than an earlier answer.
  const links = asked?.of === initial ? asked.links : initial;
  const watched = links.some(({ state }) => state === "open");

  const look = useEffectEvent(async () => {
    if (document.visibilityState === "hidden") return;
    try {
      const response = await fetch(address, { cache: "no-store" });
      if (!response.ok) return;
      const answer = (await response.json()) as { links: SetupLinkView[] };
      const moved = JSON.stringify(stepsOf(answer.links)) !== JSON.stringify(stepsOf(links));
      setAsked({ of: initial, links: answer.links });
      // The rest of the page shows the new version, or that it has passed its test.
      if (moved) router.refresh();
    } catch {
      // The next request may succeed.
    }
  });
  useEffect(() => {
    if (!watched) return;
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const next = async () => {
      await look();
      if (!over) timer = setTimeout(next, askEvery);
    };
    timer = setTimeout(next, askEvery);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [watched]);

  return (
    <div className="space-y-3">
      <p role="status" className="flex items-start gap-2 empty:hidden">
        {headline(links)}
      </p>
      {links.length > 0 && (
        <DataTable
          caption="Setup links"
          rows={links}
          rowKey={(link) => link.id}
          columns={setupLinkColumns(space, revokeAction)}
        />
      )}
      {footer && <p>{footer}</p>}
    </div>
  );
}

const stepsOf = (links: readonly SetupLinkView[]) =>
  links.map(({ id, state, progress }) => [id, state, progress.step]);

const steps = [
  { key: "openedAt", word: "opened" },
  { key: "configuredAt", word: "configured" },
  { key: "testedAt", word: "tested" },
  { key: "doneAt", word: "done" },
] as const;

function headline(links: readonly SetupLinkView[]) {
  const link = links.find(({ progress }) => progress.step !== "none");
  if (!link) return null;
  const words = steps.filter(({ key }) => link.progress[key]).map(({ word }) => word);
  return (
    <>
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
      <span>
        Your IT contact{link.recipient ? ` (${link.recipient})` : ""}: {words.join(", ")}.
      </span>
    </>
  );
}
