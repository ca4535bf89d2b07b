"use client";

import { useState } from "react";
import { Card } from "@/components/ui/card";
import { CopyField } from "@/components/ui/copy-field";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { beginTwoFactorAction, confirmTwoFactorAction } from "./actions";
import { CodeField } from "./code-field";
import { CurrentPasswordField } from "./current-password-field";
import { RecoveryCodes } from "./recovery-codes";

interface Seed {
  key: string;
  qr: string;
}

/** Begin, scan, confirm. The recovery codes take the form's place. */
export function SetUpTwoFactor({ slug }: { slug: string }) {
  const [seed, setSeed] = useState<Seed | null>(null);
  if (!seed) {
    return (
      <Card title="Set it up">
        <Form
          action={beginTwoFactorAction}
          label="Set up two-factor"
          onSuccess={({ values }) => values?.key && values.qr && setSeed({ key: values.key, qr: values.qr })}
        >
          <input type="hidden" name="space" value={slug} />
          <p>You need an authenticator app on your phone. Any app that shows six-digit codes works.</p>
          <CurrentPasswordField />
          <FormActions>
            <SubmitButton pendingLabel="Starting">Start</SubmitButton>
          </FormActions>
        </Form>
      </Card>
    );
  }
  return (
    <Card
      title="Scan and confirm"
      description="Scan the QR code with the app, then enter the code that it shows."
    >
      <Form action={confirmTwoFactorAction} label="Confirm two-factor">
        <RecoveryCodes slug={slug}>
          <input type="hidden" name="space" value={slug} />
          <QrCode drawing={seed.qr} />
          <CopyField label="Or enter this key by hand" value={seed.key} />
          <CodeField />
          <FormActions>
            <SubmitButton pendingLabel="Checking">Turn on</SubmitButton>
          </FormActions>
        </RecoveryCodes>
      </Form>
    </Card>
  );
}

function QrCode({ drawing }: { drawing: string }) {
  const [size = "0", ...path] = drawing.split(" ");
  const side = Number(size) + 8;
  return (
    // Black on white in both themes: cameras read it best.
    <svg
      role="img"
      aria-label="QR code for your authenticator app"
      viewBox={`-4 -4 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-md"
    >
      <path d={`M-4 -4h${side}v${side}h-${side}z`} fill="white" />
      <path d={path.join(" ")} fill="black" />
    </svg>
  );
}
