"use client";

import { Info, LoaderCircle, TriangleAlert, UserRoundX } from "lucide-react";
import { useEffect, useState } from "react";
import { MailPromise } from "@/components/frame/mail-promise";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PeopleChange } from "@/lib/model/people/people-change";
import type { Role } from "@/lib/model/people/roles";
import { counted } from "@/lib/model/text/counted";
import { hasPeopleChange, type PeopleChangeView } from "@/lib/schemas/people-change";
import { roleOptions } from "../../words";
import { changePeopleAction, previewPeopleChangeAction } from "./bulk-actions";
import { type ChangeKind, changeWords, consequencesOf, leftOutLines } from "./bulk-words";

interface BulkDialogProps {
  slug: string;
  kind: ChangeKind;
  userIds: readonly string[];
  teams: readonly { id: string; name: string }[];
  onClose: () => void;
  onDone: () => void;
}

/** Says in numbers what a change to the selected members does and who is left out, and does it. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function BulkDialog({ slug, kind, userIds, teams, onClose, onDone }: BulkDialogProps) {
  const [choice, setChoice] = useState("");
  const change = changeOf(kind, choice);
  const payload = change && JSON.stringify({ userIds, change });
  const { plan, problem } = usePlan(slug, payload);
  const words = changeWords[kind];
  const touched = plan?.changed.length ?? 0;
  return (
    <Dialog title={words.title(userIds.length)} open onOpenChange={(open) => !open && onClose()}>
      <Form action={changePeopleAction} onSuccess={onDone} label={words.action}>
        <input type="hidden" name="space" value={slug} />
        <input type="hidden" name="payload" value={payload ?? ""} />
        {kind === "role" && (
          <SelectField
            name="change.role"
            label="New role"
            options={roleOptions}
            placeholder="Choose a role"
            value={choice}
            onChange={(event) => setChoice(event.currentTarget.value)}
          />
        )}
        {kind === "team" && (
          <SelectField
            name="change.teamId"
            label="Team"
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
            placeholder="Choose a team"
            value={choice}
            onChange={(event) => setChoice(event.currentTarget.value)}
          />
        )}
        <div aria-live="polite" className="space-y-4">
          {payload && !plan && !problem && (
            <p className="flex items-center gap-2 text-muted">
              <LoaderCircle aria-hidden className="size-4 animate-spin" />
              Counting what this affects …
            </p>
          )}
          {problem && <p className="text-danger">{problem}</p>}
          {plan && change && <PlanWords change={change} plan={plan} />}
        </div>
        <FormActions
          back={
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
          }
        >
          {(!plan || touched > 0) && (
            <SubmitButton
              variant={isDanger(kind) ? "danger" : "primary"}
              pendingLabel={words.pending}
              disabled={!plan}
            >
              {plan ? words.confirm(touched) : words.action}
            </SubmitButton>
          )}
        </FormActions>
      </Form>
    </Dialog>
  );
}

const isDanger = (kind: ChangeKind) => kind === "deactivate" || kind === "end_access";

function PlanWords({ change, plan }: { change: PeopleChange; plan: PeopleChangeView }) {
  const consequences = consequencesOf(change, plan);
  const Icon = isDanger(change.kind) ? TriangleAlert : Info;
  return (
    <>
      {consequences.length > 0 ? (
        <ul className="space-y-2 rounded-lg border border-line bg-sunken p-4">
          {consequences.map((sentence) => (
            <li key={sentence} className="flex gap-2.5">
              <Icon
                aria-hidden
                className={`mt-0.5 size-4 shrink-0 ${isDanger(change.kind) ? "text-warn" : "text-muted"}`}
              />
              <span className="min-w-0">
                {change.kind === "invitation" ? <MailPromise>{sentence}</MailPromise> : sentence}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="font-medium">This would change nobody.</p>
      )}
      {plan.leftOut.length > 0 && (
        <div className="space-y-2">
          <h3 className="font-medium">{counted(plan.leftOut.length, "member is", "members are")} left out</h3>
          <ul className="space-y-2">
            {leftOutLines(change.kind, plan.leftOut).map(({ reason, count, who }) => (
              <li key={reason} className="flex gap-2.5">
                <UserRoundX aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  {count.toLocaleString("en")}: {reason}
                  <span className="block text-sm text-muted">{who}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function changeOf(kind: ChangeKind, choice: string): PeopleChange | null {
  if (kind === "role") return choice ? { kind, role: choice as Role } : null;
  if (kind === "team") return choice ? { kind, teamId: choice } : null;
  return { kind };
}

/** What the server says that the change would do; asked again for another choice. */
function usePlan(slug: string, payload: string | null): { plan?: PeopleChangeView; problem?: string } {
  const [answer, setAnswer] = useState<{ of: string; plan?: PeopleChangeView; problem?: string }>();
  useEffect(() => {
    if (!payload) return;
    let isCurrent = true;
    const form = new FormData();
    form.set("space", slug);
    form.set("payload", payload);
    previewPeopleChangeAction({}, form)
      .catch(() => ({ message: "The server did not respond. Check your connection and try again." }))
      .then((state) => {
        if (!isCurrent) return;
        if (hasPeopleChange(state)) setAnswer({ of: payload, plan: state.plan });
        else setAnswer({ of: payload, problem: problemOf(state) });
      });
    return () => {
      isCurrent = false;
    };
  }, [slug, payload]);
  return answer && answer.of === payload ? answer : {};
}

function problemOf(state: { message?: string; fieldErrors?: Record<string, string[]> }): string {
  return (
    state.message ?? Object.values(state.fieldErrors ?? {})[0]?.[0] ?? "This could not be counted. Try again."
  );
}
