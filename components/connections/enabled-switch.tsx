"use client";

import { useRef, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { useFormPending } from "@/components/ui/form-context";
import { Switch } from "@/components/ui/switch";
import type { FormAction } from "@/lib/schemas/form-state";

interface EnabledSwitchProps {
  action: FormAction;
  space: string;
  connectionId: string;
  enabled: boolean;
  name: string;
  /** The effects of disabling, a sentence each; if there are any, it needs confirmation. */
  warning?: readonly string[];
}

/** Disables and enables a connection by a switch; nothing is lost and nothing ends. */
export function EnabledSwitch({ action, space, connectionId, enabled, name, warning }: EnabledSwitchProps) {
  const box = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState(false);
  const asks = enabled && warning !== undefined;
  return (
    <div ref={box}>
      {/* A new state is a new form: the switch shows the state, not the last click. */}
      <Form key={String(enabled)} action={action} label={`Sign-in through ${name}`}>
        <input type="hidden" name="space" value={space} />
        <input type="hidden" name="connectionId" value={connectionId} />
        <input type="hidden" name="enabled" value={enabled ? "off" : "on"} />
        <Toggle
          enabled={enabled}
          send={() => (asks ? setAsking(true) : box.current?.querySelector("form")?.requestSubmit())}
        />
      </Form>
      {asks && (
        <ConfirmDialog
          title={`Disable ${name}?`}
          consequences={warning}
          confirmLabel="Disable"
          pendingLabel="Disabling"
          action={action}
          fields={{ space, connectionId, enabled: "off" }}
          open={asking}
          onOpenChange={setAsking}
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
      label="Enabled"
      help={
        enabled
          ? "People can sign in through this connection. If you turn it off, new sign-ins are refused; settings, sessions and tokens are kept."
          : "New sign-ins through this connection are refused. Settings, sessions and tokens are kept. Turn it on to continue."
      }
      // While it is being sent it shows the choice; after a refusal it shows the state.
      checked={pending ? !enabled : enabled}
      onChange={() => !pending && send()}
    />
  );
}
