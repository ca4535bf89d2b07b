import { TextField } from "@/components/ui/text-field";

/** Asked once more before how somebody signs in is changed. */
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
