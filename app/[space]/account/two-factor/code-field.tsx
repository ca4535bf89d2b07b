import { TextField } from "@/components/ui/text-field";

/** Six digits from the app, or a recovery code. */
export function CodeField({ recovery = false }: { recovery?: boolean }) {
  return (
    <TextField
      name="code"
      label="Code"
      help={
        recovery
          ? "From your authenticator app, or one of your recovery codes."
          : "The six digits that the app shows now."
      }
      autoComplete="one-time-code"
      inputMode={recovery ? "text" : "numeric"}
      maxLength={40}
      mono
    />
  );
}
