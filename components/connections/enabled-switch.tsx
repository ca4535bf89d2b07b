"use client";

import { useRef } from "react";
import { Form } from "@/components/ui/form";
import { useFormPending } from "@/components/ui/form-context";
import { Switch } from "@/components/ui/switch";
import type { FormAction } from "@/lib/schemas/form-state";
import { DisableDialog } from "./disable-dialog";
import { useDisableImpact } from "./use-disable-impact";

interface EnabledSwitchProps {
  action: FormAction;
  space: string;
  connectionId: string;
  enabled: boolean;
  name: string;
  /** Answers what disabling it affects, which is shown before. */
  impactAction: FormAction;
}

/** Disables and enables a connection by a switch; nothing is lost and nothing ends. */
export function EnabledSwitch({
  action,
  space,
  connectionId,
  enabled,
  name,
  impactAction,
}: EnabledSwitchProps) {
  const box = useRef<HTMLDivElement>(null);
  // The dialog outlives the switch, so that it can say what was done and close itself.
  const { impact, asking, problem, ask, close } = useDisableImpact(impactAction, space, connectionId);
  return (
    <div ref={box}>
      {/* A new state is a new form: the switch shows the state, not the last click. */}
      <Form key={String(enabled)} action={action} label={`Sign-in through ${name}`}>
        <input type="hidden" name="space" value={space} />
        <input type="hidden" name="connectionId" value={connectionId} />
        <input type="hidden" name="enabled" value={enabled ? "off" : "on"} />
        <Toggle
          enabled={enabled}
          asking={asking}
          send={() => (enabled ? void ask() : box.current?.querySelector("form")?.requestSubmit())}
        />
      </Form>
      {problem && (
        <p role="alert" className="pt-2 text-sm text-danger">
          {problem}
        </p>
      )}
      {impact && (
        <DisableDialog
          action={action}
          space={space}
          connectionId={connectionId}
          impact={impact}
          onClose={close}
        />
      )}
    </div>
  );
}

function Toggle({ enabled, asking, send }: { enabled: boolean; asking: boolean; send: () => void }) {
  const pending = useFormPending();
  return (
    <Switch
      name="switch"
      label="Members can sign in"
      help={
        enabled
          ? "Turning it off refuses new sign-ins. Settings, sessions and tokens are kept."
          : "New sign-ins are refused. Settings, sessions and tokens are kept."
      }
      // While it is being sent it shows the choice; after a refusal it shows the state.
      checked={pending ? !enabled : enabled}
      onChange={() => !pending && !asking && send()}
    />
  );
}
