/** Lets people see what they type: `TextField` has a button beside each password. */
export function showPasswords(page: ParentNode): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>("button[data-show-password]")) {
    const field = button.parentElement?.querySelector("input");
    if (!field) continue;
    button.addEventListener("click", () => {
      const shown = field.type === "password";
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
      button.setAttribute("aria-label", shown ? "Hide password" : "Show password");
      button.textContent = shown ? "Hide" : "Show";
    });
  }
}
