import { buttonClasses } from "./button-classes";

/** The look of a sign-in option; one of them is highlighted. */
export function optionClasses(highlighted: boolean): string {
  return buttonClasses(highlighted ? "primary" : "secondary", "medium", "w-full");
}
