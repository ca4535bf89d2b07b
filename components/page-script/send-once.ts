const spinner =
  "size-4 shrink-0 rounded-full border-2 border-current border-r-transparent motion-safe:animate-spin";

/**
 * Sends a form once, and shows in its button that it was. A field that is empty or wrong is named by the browser first:
 * the server's answer would empty the password.
 */
export function sendOnce(form: HTMLFormElement): void {
  form.noValidate = false;
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  form.addEventListener("submit", (event) => {
    if (form.ariaBusy) return event.preventDefault();
    form.ariaBusy = "true";
    if (button) showPending(button);
  });
  // Back from the next page, which the browser may do without loading this one again.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || !form.ariaBusy) return;
    form.ariaBusy = null;
    if (button) showReady(button);
  });
}

const labels = new WeakMap<HTMLButtonElement, string | null>();

// aria-disabled, not disabled: a disabled button loses the focus.
function showPending(button: HTMLButtonElement): void {
  labels.set(button, button.textContent);
  button.ariaBusy = button.ariaDisabled = "true";
  const turning = document.createElement("span");
  turning.className = spinner;
  turning.ariaHidden = "true";
  button.replaceChildren(turning, button.dataset.pending ?? button.textContent ?? "");
}

function showReady(button: HTMLButtonElement): void {
  button.ariaBusy = button.ariaDisabled = null;
  button.replaceChildren(labels.get(button) ?? "");
}
