"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

/** A client secret: it can be set and is never shown. */
export function SecretField({ isStored, help }: { isStored: boolean; help: string | undefined }) {
  const [replacing, setReplacing] = useState(!isStored);
  if (!replacing)
    return (
      <div className="space-y-1.5">
        <p className="font-medium">Client secret</p>
        <p className="flex flex-wrap items-center gap-3 rounded-md border border-line bg-sunken px-3 py-1.5">
          <KeyRound aria-hidden className="size-4 text-muted" />
          <span className="min-w-0 flex-1">A secret is stored. It is never shown again.</span>
          <Button size="small" onClick={() => setReplacing(true)}>
            Replace the client secret
          </Button>
        </p>
      </div>
    );
  return (
    <TextField
      name="clientSecret"
      type="password"
      label="Client secret"
      help={isStored ? "If you leave this empty, the stored secret is kept." : help}
      autoComplete="off"
      autoFocus={isStored}
      mono
    />
  );
}
