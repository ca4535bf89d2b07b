"use client";

import { LogOut, MailPlus, RotateCcw, UserCog, UsersRound, UserX, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import type { ListQuery } from "@/components/ui/list-query";
import type { Selection } from "@/components/ui/use-selection";
import { counted } from "@/lib/model/text/counted";
import { mostPeopleAtOnce } from "@/lib/schemas/people-change";
import { BulkDialog } from "./bulk-dialog";
import { type ChangeKind, changeWords } from "./bulk-words";
import { SelectMatching } from "./select-matching";

interface BulkBarProps {
  slug: string;
  selection: Selection;
  query: ListQuery;
  total: number;
  teams: readonly { id: string; name: string }[];
  /** Called after a change was made. */
  onDone: () => void;
}

const icons: Record<ChangeKind, ReactNode> = {
  role: <UserCog aria-hidden />,
  team: <UsersRound aria-hidden />,
  deactivate: <UserX aria-hidden />,
  end_access: <LogOut aria-hidden />,
  reactivate: <RotateCcw aria-hidden />,
  invitation: <MailPlus aria-hidden />,
};

/** Below the list while somebody is ticked: how many, and what can be done to them together. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function BulkBar({ slug, selection, query, total, teams, onDone }: BulkBarProps) {
  const [open, setOpen] = useState<ChangeKind>();
  const count = selection.ids.size;
  const tooMany = count > mostPeopleAtOnce;
  const button = (kind: ChangeKind) => (
    <Button size="small" icon={icons[kind]} onClick={() => setOpen(kind)}>
      {changeWords[kind].action}
    </Button>
  );
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 ? `${counted(count, "member", "members")} selected.` : ""}
      </p>
      {count > 0 && (
        <section
          aria-label="Selected members"
          className="sticky bottom-4 z-20 space-y-2 rounded-lg border border-line bg-float p-3 shadow-float motion-safe:animate-appear"
        >
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <span className="font-medium tabular">{count.toLocaleString("en")} selected</span>
            {count < total && total > selection.rows && (
              <SelectMatching slug={slug} query={query} total={total} onFound={selection.replace} />
            )}
            <Button
              variant="quiet"
              size="small"
              icon={<X aria-hidden />}
              onClick={onDone}
              className="max-md:ml-auto"
            >
              Clear
            </Button>
            <span className="flex flex-wrap items-center gap-2 md:ml-auto">
              {!tooMany && (
                <>
                  {button("role")}
                  {teams.length > 0 && button("team")}
                  {button("deactivate")}
                  <DropdownMenu label="More actions for the selected members">
                    {(["reactivate", "invitation", "end_access"] as const).map((kind) => (
                      <MenuItem key={kind} icon={icons[kind]} onSelect={() => setOpen(kind)}>
                        {changeWords[kind].action}
                      </MenuItem>
                    ))}
                  </DropdownMenu>
                </>
              )}
            </span>
          </div>
          <p className="text-sm text-muted max-md:hidden">
            {tooMany
              ? `At most ${mostPeopleAtOnce.toLocaleString("en")} members can be changed at once.`
              : "Shift selects a range. Escape clears the selection."}
          </p>
        </section>
      )}
      {open && (
        <BulkDialog
          key={open}
          slug={slug}
          kind={open}
          userIds={[...selection.ids]}
          teams={teams}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            onDone();
          }}
        />
      )}
    </>
  );
}
