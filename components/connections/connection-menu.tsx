"use client";

import {
  CircleOff,
  CirclePlay,
  Copy,
  FlaskConical,
  Link2,
  Pencil,
  SquareArrowOutUpRight,
  Trash2,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { DropdownMenu, MenuAction, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/dropdown-menu";
import { useCopy } from "@/components/ui/use-copy";
import { emptyFormState, type FormAction } from "@/lib/schemas/form-state";
import type { ConnectionRow, ImpactNumbers } from "@/lib/schemas/sso-views";
import { DisableDialog } from "./disable-dialog";
import { ImpactDialog } from "./sso-dialogs";
import { useDisableImpact } from "./use-disable-impact";

interface ConnectionMenuProps {
  space: string;
  row: ConnectionRow;
  /** Its page and its wizard. */
  href: string;
  wizard: string;
  numbers: ImpactNumbers;
  /** Answers what disabling it affects, which is shown before. */
  impactAction: FormAction;
  switchAction: FormAction;
  removeAction: FormAction;
}

/** Long enough to be read, short enough not to be mistaken for the state of the row. */
const shownFor = 5_000;

/** The actions for one connection. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function ConnectionMenu({ space, row, href, wizard, numbers, ...actions }: ConnectionMenuProps) {
  const router = useRouter();
  const [removing, setRemoving] = useState(false);
  const disabling = useDisableImpact(actions.impactAction, space, row.id);
  const [said, setSaid] = useState("");
  const { copy } = useCopy();
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), shownFor);
    return () => clearTimeout(timer);
  }, [said]);
  const active = row.status === "active";

  async function handleCopy() {
    const outcome = await copy(row.loginAddress);
    setSaid(outcome === "copied" ? "Copied" : `Copy it by hand: ${row.loginAddress}`);
  }

  async function handleEnable() {
    const form = new FormData();
    form.set("space", space);
    form.set("connectionId", row.id);
    form.set("enabled", "on");
    const answer = await actions.switchAction(emptyFormState, form);
    setSaid(answer.ok ? "Enabled" : (answer.message ?? "This did not work."));
    router.refresh();
  }

  return (
    <span className="inline-flex items-center justify-end gap-2">
      <span role="status" className="text-sm text-muted">
        {disabling.asking ? "Counting …" : disabling.problem || said}
      </span>
      <DropdownMenu label={`Actions for ${row.name}`}>
        <MenuLink href={href} icon={<SquareArrowOutUpRight aria-hidden />}>
          Open
        </MenuLink>
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => void handleCopy()}>
          Copy login URL
        </MenuItem>
        {row.isOwn && (
          <MenuLink href={wizard} icon={<Pencil aria-hidden />}>
            {row.status === "draft" ? "Continue setting up" : "Edit"}
          </MenuLink>
        )}
        {row.isOwn && row.configured && (
          <MenuLink href={`${wizard}&step=test`} icon={<FlaskConical aria-hidden />}>
            Test
          </MenuLink>
        )}
        {row.isOwn && (
          <MenuLink href={`${href}?tab=settings#setup-links`} icon={<Link2 aria-hidden />}>
            Setup link
          </MenuLink>
        )}
        {active && (
          <MenuItem icon={<CircleOff aria-hidden />} onSelect={() => void disabling.ask()}>
            Disable
          </MenuItem>
        )}
        {row.status === "disabled" && (
          <MenuAction icon={<CirclePlay aria-hidden />} action={handleEnable}>
            Enable
          </MenuAction>
        )}
        {row.isOwn && (
          <>
            <MenuSeparator />
            <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setRemoving(true)}>
              Remove
            </MenuItem>
          </>
        )}
      </DropdownMenu>
      <ImpactDialog
        of={{
          step: row.status === "draft" ? "discard" : "remove",
          connectionId: row.id,
          name: row.name,
          version: null,
          liveVersion: null,
        }}
        numbers={numbers}
        action={actions.removeAction}
        fields={{ space, connectionId: row.id }}
        open={removing}
        onOpenChange={setRemoving}
      />
      {disabling.impact && (
        <DisableDialog
          action={actions.switchAction}
          space={space}
          connectionId={row.id}
          impact={disabling.impact}
          onClose={disabling.close}
        />
      )}
    </span>
  );
}
