"use client";

import { type ReactNode, useContext } from "react";
import { buttonClasses } from "@/components/ui/button-classes";
import { Form } from "@/components/ui/form";
import { FormContext } from "@/components/ui/form-context";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/schemas/form-state";
import { OptionList } from "../option-list";
import type { OptionLink } from "./discovered";

interface LoginFormProps {
  action: FormAction;
  /** The page to open afterwards. */
  next: string;
  /** Asks for address and password at once, without looking the address up. */
  passwordAtOnce: boolean;
  /** Already given: an application has named the person. */
  email: string;
}

/** The sign-in form of `/login`: the address, then the matching next step. */
export function LoginForm({ action, next, passwordAtOnce, email }: LoginFormProps) {
  return (
    <Form action={action}>
      <input type="hidden" name="next" value={next} />
      <Step next={next} passwordAtOnce={passwordAtOnce} email={email} />
    </Form>
  );
}

// Over 60 lines: the markup of one part of the screen, top to bottom.
function Step({ next, passwordAtOnce, email }: Omit<LoginFormProps, "action">) {
  const { values = {} } = useContext(FormContext).state;
  switch (values.step ?? (passwordAtOnce ? "both" : "email")) {
    case "both":
      return (
        <>
          <TextField
            name="email"
            type="email"
            label="Email address"
            autoComplete="username"
            defaultValue={email}
            required
            autoFocus
          />
          <PasswordPart autoFocus={false} step="both" />
          <Other href={loginAddress(next)}>Sign in through your organization</Other>
        </>
      );
    case "password":
      return (
        <>
          <TextField
            name="email"
            type="email"
            label="Email address"
            autoComplete="username"
            readOnly
            aside={<Restart href={loginAddress(next)}>Change</Restart>}
          />
          <PasswordPart autoFocus step="password" />
        </>
      );
    case "continue":
      // A page, not a redirect: browsers apply the form's own security policy to each redirect that follows it (CSP 3,
      // form-action). It is seen while the provider's page is slow.
      return (
        <div className="space-y-3">
          <meta httpEquiv="refresh" content={`0;url=${values.continueTo}`} />
          <p role="status">You sign in with {values.name}.</p>
          <a href={values.continueTo} className={buttonClasses("primary", "medium", "w-full")}>
            Continue with {values.name}
          </a>
          <Other href={loginAddress(next, "password")}>Sign in with a password</Other>
        </div>
      );
    case "choose":
      return (
        <div className="space-y-3">
          <p role="status">Your organization has several ways to sign in. Choose one.</p>
          <OptionList focus options={JSON.parse(values.options ?? "[]") as OptionLink[]} />
          <Other href={loginAddress(next, "password")}>Sign in with a password</Other>
        </div>
      );
    default:
      return (
        <>
          <TextField
            name="email"
            type="email"
            label="Email address"
            autoComplete="username"
            defaultValue={email}
            required
            autoFocus
          />
          <SubmitButton pendingLabel="Looking up" className="w-full">
            Continue
          </SubmitButton>
          <Other href={loginAddress(next, "password")}>Sign in with a password</Other>
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

function loginAddress(next: string, option?: "password"): string {
  const query = new URLSearchParams();
  if (option) query.set("option", option);
  if (next) query.set("next", next);
  return query.size > 0 ? `/login?${query}` : "/login";
}

function Restart({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      className="font-medium text-accent underline decoration-accent/40 underline-offset-4 hover:text-accent-strong hover:decoration-current"
    >
      {children}
    </a>
  );
}

function Other({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p className="text-center text-sm">
      <Restart href={href}>{children}</Restart>
    </p>
  );
}
