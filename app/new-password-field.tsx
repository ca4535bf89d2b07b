"use client";

import { useEffect, useState } from "react";
import { TextField } from "@/components/ui/text-field";
import {
  type PasswordScore,
  passwordProblem,
  passwordProblems,
  scoreWords,
  shortestPassword,
} from "@/lib/model/people/password-strength";

interface NewPasswordFieldProps {
  /** Words that anybody who knows the person would try. */
  own: readonly string[];
}

/**
 * The field for a new password with its strength meter, which scores like the server. The word lists are loaded on
 * the first keystroke.
 */
export function NewPasswordField({ own }: NewPasswordFieldProps) {
  const [password, setPassword] = useState("");
  const score = usePasswordScore(password, own);
  return (
    <div className="space-y-2">
      <TextField
        name="newPassword"
        type="password"
        label="New password"
        autoComplete="new-password"
        help={`At least ${shortestPassword} characters. A few unrelated words make a strong password.`}
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Meter password={password} score={score} />
    </div>
  );
}

function usePasswordScore(password: string, own: readonly string[]): PasswordScore | null {
  const [measured, setMeasured] = useState<{ password: string; score: PasswordScore } | null>(null);
  useEffect(() => {
    if (password === "") return;
    let current = true;
    // A pause in typing: scoring every letter would make slow machines stutter.
    const timer = setTimeout(async () => {
      const { passwordScore } = await import("@/lib/schemas/password-score");
      const score = await passwordScore(password, own);
      if (current) setMeasured({ password, score });
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [password, own]);
  return password !== "" && measured ? measured.score : null;
}

const fills = ["w-1/5 bg-danger", "w-2/5 bg-danger", "w-3/5 bg-warn", "w-4/5 bg-ok", "w-full bg-ok"];

function Meter({ password, score }: { password: string; score: PasswordScore | null }) {
  const problem = score === null ? null : passwordProblem(password, score);
  return (
    <div>
      <div aria-hidden className="h-1 overflow-hidden rounded-full bg-sunken">
        {score !== null && (
          <div className={`h-full rounded-full transition-[width] duration-100 ${fills[score]}`} />
        )}
      </div>
      <p aria-live="polite" className="min-h-5 pt-1 text-sm text-muted">
        {score !== null && `${scoreWords[score]}. ${problem ? passwordProblems[problem] : ""}`}
      </p>
    </div>
  );
}
