import { TextField } from "@/components/ui/text-field";

/** Asked once more before a change to how somebody signs in. */
export function CurrentPasswordField() {
  return (
    <TextField
      name="currentPassword"
      type="password"
      label="Current password"
      autoComplete="current-password"
    />
  );
}
