"use client";

import { unstable_rethrow } from "next/navigation";
import {
  type FormEvent,
  type ReactNode,
  type SyntheticEvent,
  startTransition,
  useActionState,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { emptyFormState, type FormAction, type FormState, valuesOf } from "@/lib/schemas/form-state";
import { Callout } from "./callout";
import { cx } from "./cx";
import { ErrorSummary } from "./error-summary";
import { FormContext } from "./form-context";
import { toastStore } from "./toast-store";

export interface FormProps {
  /** The server action; it returns the new state or redirects. */
  action: FormAction;
  children: ReactNode;
  /** Parses in the browser first; a result stops the submission. Only from client components. */
  validate?: (data: FormData) => FormState | undefined;
  /** Empties the fields after success, for forms that add one thing after the other. */
  resetOnSuccess?: boolean;
  /** Called after success, e.g. to close a dialog. */
  onSuccess?: (state: FormState) => void;
  className?: string;
  /** Accessible name, if no heading names the form. */
  label?: string;
}

const unanswered =
  "The server did not respond, so this may not be saved. What you typed is still here: check your connection and try again.";

/**
 * A form for a server action. Errors stand at their fields, of which the first takes the focus, and several are summed
 * up on top; input stays. The error of a field goes as soon as somebody has changed it. Success is shown as a toast, or
 * on top if the page has no place for toasts. Without JavaScript the browser posts to the same action and
 * the fields are filled again from `values`.
 */
export function Form({ action, children, validate, resetOnSuccess, onSuccess, className, label }: FormProps) {
  const id = useId();
  const element = useRef<HTMLFormElement>(null);
  const [posted, postedAction] = useActionState(action, emptyFormState);
  const [state, submit, pending] = useActionState(async (previous: FormState, data: FormData) => {
    const answer = validate?.(data) ?? (await answerOf(action, previous, data));
    // Now, not once it is drawn: it may be drawn together with a new page, on which this form is gone or another one.
    if (answer.ok) report(answer);
    return answer;
  }, posted);

  const hasToaster = useSyncExternalStore(toastStore.subscribe, toastStore.isShown, () => false);

  function report(answer: FormState) {
    if (answer.message && toastStore.isShown()) toastStore.show(answer.message);
    onSuccess?.(answer);
  }
  // What was posted before the page's scripts ran.
  const reportPosted = useEffectEvent(report);
  useEffect(() => {
    if (posted.ok) reportPosted(posted);
  }, [posted]);
  useEffect(() => {
    if (state.ok && resetOnSuccess) element.current?.reset();
  }, [state, resetOnSuccess]);

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    // React empties a form after its action; sending it ourselves keeps every field.
    event.preventDefault();
    if (pending) return;
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => submit(data));
  }

  const { fieldErrors, changed, noteChange } = useUnchangedErrors(state);
  const failed = state.ok === false || Object.keys(state.fieldErrors ?? {}).length > 0;
  return (
    <FormContext value={{ id, state: changed ? { ...state, fieldErrors } : state, pending }}>
      <form
        ref={element}
        action={postedAction}
        onSubmit={handleSubmit}
        onInput={noteChange}
        noValidate
        aria-label={label}
        aria-busy={pending || undefined}
        className={cx("space-y-5", className)}
      >
        {failed && <ErrorSummary formId={id} answer={state} errors={fieldErrors} />}
        {/* Out of the flow while empty: it must be in the page beforehand to be read aloud, but take no room. */}
        <div role="status" className="empty:absolute">
          {state.ok && state.message && !hasToaster && <Callout tone="ok">{state.message}</Callout>}
        </div>
        {children}
      </form>
    </FormContext>
  );
}

/** The action's answer, or a refusal if none came. */
async function answerOf(action: FormAction, previous: FormState, data: FormData): Promise<FormState> {
  try {
    return await action(previous, data);
  } catch (error) {
    // Redirects and "not found" are thrown by Next and are not ours to catch.
    unstable_rethrow(error);
    return { ok: false, message: unanswered, values: valuesOf(data) };
  }
}

/** The errors of an answer at fields that nobody has changed since. */
function useUnchangedErrors(answer: FormState) {
  const [changes, setChanges] = useState<{ since: FormState; names: readonly string[] }>({
    since: answer,
    names: [],
  });
  const fieldErrors = answer.fieldErrors ?? {};
  // While somebody types, not when they leave the field: that would move the button from under their click. By React's
  // own event: drawn between the browser's and React's, a controlled field would be set back to what it was.
  const noteChange = ({ target }: SyntheticEvent) => {
    const name = target instanceof Element ? target.getAttribute("name") : null;
    if (name === null || !Object.hasOwn(answer.fieldErrors ?? {}, name)) return;
    setChanges(({ since, names }) => ({
      since: answer,
      names: since === answer ? [...names, name] : [name],
    }));
  };
  const changed = changes.since === answer && changes.names.length > 0;
  if (!changed) return { fieldErrors, changed, noteChange };
  const left = Object.entries(fieldErrors).filter(([name]) => !changes.names.includes(name));
  return { fieldErrors: Object.fromEntries(left), changed, noteChange };
}
