"use client";

import { Plug } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { FormAction, FormState } from "@/lib/schemas/form-state";
import { goesOn } from "@/lib/schemas/organization";
import type { ImpactNumbers } from "@/lib/schemas/sso-views";
import { impactSentences } from "./impact-words";

interface ConnectDialogProps {
  space: string;
  connection: { id: string; name: string; providerName: string };
  numbers: ImpactNumbers;
  action: FormAction;
}

/** "Connect organization": explains what it does, then redirects this window to the provider. */
export function ConnectDialog({ space, connection, numbers, action }: ConnectDialogProps) {
  const [redirecting, setRedirecting] = useState(false);

  async function connect(previous: FormState, data: FormData): Promise<FormState> {
    const answer = await action(previous, data);
    if (answer.ok && goesOn(answer)) {
      setRedirecting(true);
      // Leaves this site: the router handles only our own pages.
      window.location.assign(answer.goTo);
    }
    return answer;
  }

  const { id: connectionId, name } = connection;
  const of = { step: "activate", connectionId, name, version: null, liveVersion: null } as const;
  return (
    <ConfirmDialog
      trigger={
        <Button
          variant="primary"
          size="small"
          pending={redirecting}
          icon={<Plug aria-hidden />}
          aria-label={`Connect organization through ${connection.name}`}
        >
          Connect organization
        </Button>
      }
      title={`Connect through ${connection.name}?`}
      description={`You sign in once at ${connection.providerName}, with your own account there. That proves the link; then its people can sign in to this space.`}
      {...impactSentences(of, numbers)}
      confirmLabel="Continue to sign-in"
      pendingLabel="Preparing"
      tone="primary"
      action={connect}
      fields={{ space, connectionId: connection.id }}
    />
  );
}
