"use client";

import { CircleCheck, CircleDashed, Link2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { Badge, StateBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FormAction } from "@/lib/schemas/form-state";
import type { SetupLinkView } from "@/lib/schemas/setup-link";

interface SetupLinksProps {
  space: string;
  /** Answers how the links stand now. */
  address: string;
  initial: readonly SetupLinkView[];
  revokeAction: FormAction;
}

const askEvery = 4_000;

/** The setup links of a connection, with how far the outside administrator has come, as it happens. */
export function SetupLinks({ space, address, initial, revokeAction }: SetupLinksProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<{ of: readonly SetupLinkView[]; links: readonly SetupLinkView[] }>();
  // What the page was rendered with counts more than an answer from before.
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
      // The next look may go well.
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
      <DataTable
        caption="Setup links"
        rows={links}
        rowKey={(link) => link.id}
        columns={columnsFor(space, revokeAction)}
        empty={<p className="text-muted">No setup link yet.</p>}
      />
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

function columnsFor(space: string, revokeAction: FormAction): Column<SetupLinkView>[] {
  return [
    {
      key: "for",
      header: "For",
      cell: (link) => (
        <>
          <span className="block">{link.recipient ?? "Whoever has the link"}</span>
          {link.note && <span className="block text-sm font-normal text-muted">{link.note}</span>}
        </>
      ),
    },
    {
      key: "purpose",
      header: "For what",
      cell: (link) => (link.purpose === "renew" ? "Renew" : "Configure"),
    },
    { key: "state", header: "State", cell: (link) => <StateBadge state={link.state} /> },
    {
      key: "progress",
      header: "Progress",
      cell: ({ progress }) => <Progress step={progress.step} />,
    },
    {
      key: "used",
      header: "Last used",
      cell: (link) =>
        link.lastUsedAt ? (
          <RelativeTime value={link.lastUsedAt} />
        ) : (
          <span className="text-muted">Never</span>
        ),
    },
    { key: "ends", header: "Ends", cell: (link) => <RelativeTime value={link.expiresAt} /> },
    {
      key: "revoke",
      header: "Revoke",
      headerHidden: true,
      align: "end",
      cell: (link) =>
        link.state === "open" && (
          <ConfirmDialog
            trigger={
              <Button size="small" aria-label={`Revoke the link for ${link.recipient ?? "whoever has it"}`}>
                Revoke
              </Button>
            }
            title="Revoke this setup link?"
            consequences={[
              "The link stops working at once, and so does every page that was opened with it.",
              "What was entered with it stays.",
            ]}
            confirmLabel="Revoke link"
            pendingLabel="Revoking"
            action={revokeAction}
            fields={{ space, id: link.id }}
          />
        ),
    },
  ];
}

const stepWords = {
  none: "Not opened",
  opened: "Opened",
  configured: "Configured",
  tested: "Tested",
  done: "Done",
} as const;

function Progress({ step }: { step: keyof typeof stepWords }) {
  const icon = step === "none" ? CircleDashed : step === "done" || step === "tested" ? CircleCheck : Link2;
  return (
    <Badge icon={icon} tone={step === "none" ? "neutral" : step === "done" ? "ok" : "accent"}>
      {stepWords[step]}
    </Badge>
  );
}
