import { ArrowDown, ArrowUp, Star } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { ProviderMark } from "@/components/ui/provider-mark";
import { SubmitButton } from "@/components/ui/submit-button";
import type { SignInSettings } from "@/lib/features/sign-in/sign-in-settings";
import { defaultButtonAction, moveButtonAction } from "./actions";

type ShownButton = SignInSettings["buttons"][number];

interface ButtonOrderProps {
  slug: string;
  buttons: readonly ShownButton[];
}

/** The order of the sign-in page's buttons, and which of them is the default. */
export function ButtonOrder({ slug, buttons }: ButtonOrderProps) {
  return (
    <Card
      title="Buttons on the sign-in page"
      description="One for each active connection, in this order. The default is highlighted for people who have not used another one in the same browser."
    >
      {buttons.length === 0 ? (
        <p className="text-muted">
          No connection is active, so the page asks only for email address and password.
        </p>
      ) : (
        <ol className="divide-y divide-line">
          {buttons.map((button, index) => (
            <li
              key={button.optionId}
              className="flex flex-wrap items-center gap-3 py-2.5 first:pt-0 last:pb-0"
            >
              <ProviderMark provider={button.provider} name={button.name} size="small" />
              <span className="flex min-w-40 flex-1 flex-wrap items-center gap-2 [overflow-wrap:anywhere]">
                {button.name}
                {button.isDefault && (
                  <Badge icon={Star} tone="accent">
                    Default
                  </Badge>
                )}
              </span>
              {!button.isDefault && <MakeDefault slug={slug} button={button} />}
              {index > 0 && <Move slug={slug} button={button} to="up" />}
              {index < buttons.length - 1 && <Move slug={slug} button={button} to="down" />}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function MakeDefault({ slug, button }: { slug: string; button: ShownButton }) {
  return (
    <Form action={defaultButtonAction} label={`Make the default: ${button.name}`}>
      <input type="hidden" name="space" value={slug} />
      <input type="hidden" name="optionId" value={button.optionId} />
      <SubmitButton variant="secondary" size="small">
        Make the default
        <span className="sr-only"> {button.name}</span>
      </SubmitButton>
    </Form>
  );
}

const words = { up: "Up", down: "Down" } as const;

function Move({ slug, button, to }: { slug: string; button: ShownButton; to: keyof typeof words }) {
  return (
    <Form action={moveButtonAction} label={`${words[to]}: ${button.name}`}>
      <input type="hidden" name="space" value={slug} />
      <input type="hidden" name="optionId" value={button.optionId} />
      <input type="hidden" name="to" value={to} />
      <SubmitButton variant="secondary" size="small">
        {to === "up" ? <ArrowUp aria-hidden /> : <ArrowDown aria-hidden />}
        {words[to]}
        <span className="sr-only"> {button.name}</span>
      </SubmitButton>
    </Form>
  );
}
