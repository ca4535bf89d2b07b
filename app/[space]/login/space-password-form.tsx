import { Form } from "@/components/ui/form";
import { FormFold } from "@/components/ui/form-fold";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { loginAction } from "../../(public)/login/actions";

interface SpacePasswordFormProps {
  spaceSlug: string;
  next: string;
  /** True if it is beside other sign-in options, one of which is the page's first action. */
  beside: boolean;
  /** Already given: an application has named the person. */
  email: string;
  /** Folded below these words, for the few who may use it. */
  folded: { title: string; note: string } | null;
}

/** Address and password at a space's own sign-in page. */
export function SpacePasswordForm(props: SpacePasswordFormProps) {
  const { folded } = props;
  return (
    <Form action={loginAction}>
      <input type="hidden" name="spaceSlug" value={props.spaceSlug} />
      <input type="hidden" name="next" value={props.next} />
      {folded ? (
        <FormFold title={folded.title}>
          <p className="text-sm text-muted">{folded.note}</p>
          <PasswordFields {...props} />
        </FormFold>
      ) : (
        <PasswordFields {...props} />
      )}
    </Form>
  );
}

function PasswordFields({ spaceSlug, beside, email }: SpacePasswordFormProps) {
  return (
    <>
      <TextField
        name="email"
        type="email"
        label="Email address"
        autoComplete="username"
        defaultValue={email}
        required
      />
      <TextField
        name="password"
        type="password"
        label="Password"
        autoComplete="current-password"
        required
        aside={
          <Link href={`/forgot-password?space=${encodeURIComponent(spaceSlug)}`}>Forgotten password?</Link>
        }
      />
      <SubmitButton variant={beside ? "secondary" : "primary"} pendingLabel="Signing in" className="w-full">
        Sign in
      </SubmitButton>
    </>
  );
}
