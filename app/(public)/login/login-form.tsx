"use client";

import { useContext } from "react";
import { buttonClasses } from "@/components/ui/button-classes";
import { Form } from "@/components/ui/form";
import { FormContext } from "@/components/ui/form-context";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { FormAction, FormState } from "@/lib/schemas/form-state";
import { WayList } from "../way-list";
import type { ShownWay } from "./discovered";

interface LoginFormProps {
  action: FormAction;
  /** The page to open afterwards. */
  next: string;
  /** Asks for address and password at once, without looking the address up. */
  passwordAtOnce: boolean;
}

/** The sign-in form of `/login`: the address, then what belongs to it. */
export function LoginForm({ action, next, passwordAtOnce }: LoginFormProps) {
  return (
    <Form action={action} onSuccess={leave} label="Sign in">
      <input type="hidden" name="next" value={next} />
      <Step next={next} passwordAtOnce={passwordAtOnce} />
    </Form>
  );
}

function leave(state: FormState) {
  if (state.values?.continueTo) window.location.assign(state.values.continueTo);
}

function Step({ next, passwordAtOnce }: Omit<LoginFormProps, "action">) {
  const { values = {} } = useContext(FormContext).state;
  switch (values.step ?? (passwordAtOnce ? "both" : "email")) {
    case "both":
      return (
        <>
          <TextField
            name="email"
            type="email"
            label="E-mail address"
            autoComplete="username"
            required
            autoFocus
          />
          <PasswordPart autoFocus={false} step="both" />
        </>
      );
    case "password":
      return (
        <>
          <TextField
            name="email"
            type="email"
            label="E-mail address"
            autoComplete="username"
            readOnly
            aside={<Link href={next ? `/login?next=${encodeURIComponent(next)}` : "/login"}>Change</Link>}
          />
          <PasswordPart autoFocus step="password" />
        </>
      );
    case "continue":
      // Seen where scripts do not run, or the provider's page takes its time.
      return (
        <div className="space-y-3">
          <p role="status">You sign in with {values.name}.</p>
          <a href={values.continueTo} className={buttonClasses("primary", "medium", "w-full")}>
            Continue with {values.name}
          </a>
        </div>
      );
    case "choose":
      return (
        <div className="space-y-3">
          <p role="status">Your organization has several ways to sign in. Choose yours.</p>
          <WayList ways={JSON.parse(values.ways ?? "[]") as ShownWay[]} withSpace />
        </div>
      );
    default:
      return (
        <>
          <TextField
            name="email"
            type="email"
            label="E-mail address"
            autoComplete="username"
            required
            autoFocus
          />
          <SubmitButton pendingLabel="Looking up" className="w-full">
            Continue
          </SubmitButton>
        </>
      );
  }
}

function PasswordPart({ autoFocus, step }: { autoFocus: boolean; step: string }) {
  return (
    <>
      <input type="hidden" name="step" value={step} />
      <TextField
        name="password"
        type="password"
        label="Password"
        autoComplete="current-password"
        required
        autoFocus={autoFocus}
        aside={<Link href="/forgot-password">Forgotten password?</Link>}
      />
      <SubmitButton pendingLabel="Signing in" className="w-full">
        Sign in
      </SubmitButton>
    </>
  );
}
