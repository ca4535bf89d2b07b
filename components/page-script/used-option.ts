import { optionClasses } from "@/components/ui/option-classes";
import { rememberedOption, rememberOption } from "./remembered-options";

/**
 * Highlights the sign-in option that this browser used last, instead of the default; the order stays, so that nothing
 * moves away under a finger. Remembers the one that is chosen now.
 */
export function markUsedOption(page: ParentNode): void {
  const list = page.querySelector<HTMLElement>("[data-options]");
  if (!list) return;
  const links = [...list.querySelectorAll<HTMLAnchorElement>("a[href]")];
  const last = rememberedOption(links.map((link) => link.pathname));
  for (const link of links) {
    link.addEventListener("click", () => rememberOption(link.pathname));
    if (last === null) continue;
    const used = link.pathname === last;
    link.className = optionClasses(used);
    link.toggleAttribute("data-first", used);
    const note = link.querySelector<HTMLElement>("[data-used-last]");
    if (note) note.hidden = !used;
  }
  if (list.dataset.options === "focus") list.querySelector<HTMLElement>("a[data-first]")?.focus();
}
