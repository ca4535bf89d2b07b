"use client";

import { useRef, useState } from "react";
import { Form } from "@/components/ui/form";
import { useFormPending } from "@/components/ui/form-context";
import { Switch } from "@/components/ui/switch";
import type { FormAction } from "@/lib/schemas/form-state";
import type { DisableImpact } from "@/lib/schemas/sso-views";
import { DisableDialog } from "./disable-dialog";

interface EnabledSwitchProps {
  action: FormAction;
  space: string;
  connectionId: string;
  enabled: boolean;
  name: string;
  /** What disabling it affects; it is asked for before. */
  impact: DisableImpact | null;
}

/** Disables and enables a connection by a switch; nothing is lost and nothing ends. */
export function EnabledSwitch({ action, space, connectionId, enabled, name, impact }: EnabledSwitchProps) {
  const box = useRef<HTMLDivElement>(null);
  // What it was asked with: the dialog outlives the switch, so that it can say what was done and close itself.
  const [asked, setAsked] = useState<DisableImpact | null>(null);
  const asks = enabled && impact !== null;
  return (
    <div ref={box}>
      {/* A new state is a new form: the switch shows the state, not the last click. */}
      <Form key={String(enabled)} action={action} label={`Sign-in through ${name}`}>
        <input type="hidden" name="space" value={space} />
        <input type="hidden" name="connectionId" value={connectionId} />
        <input type="hidden" name="enabled" value={enabled ? "off" : "on"} />
        <Toggle
          enabled={enabled}
          send={() => (asks ? setAsked(impact) : box.current?.querySelector("form")?.requestSubmit())}
        />
      </Form>
      {asked && (
        <DisableDialog
          action={action}
          space={space}
          connectionId={connectionId}
          impact={asked}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

function Toggle({ enabled, send }: { enabled: boolean; send: () => void }) {
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
      onChange={() => !pending && send()}
    />
  );
}
