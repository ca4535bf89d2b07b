import type { SignInDetails } from "@/lib/features/sign-in/sign-in-log";
import { spacePaths } from "@/lib/server/http/navigation";
import { ssoPaths } from "../../sso/paths";

interface FixLink {
  href: string;
  label: string;
}

/** The screen that fixes the refusal; `null` if there is none, or the administrator may not open it. */
export function fixLink(details: SignInDetails, slug: string, managesPeople: boolean): FixLink | null {
  const paths = spacePaths(slug);
  const { fixAt, connection, connectionExists, person, email } = details;
  const ofConnection = (href: string, label: string) => (connectionExists ? { href, label } : null);
  const ofPeople = (href: string, label: string) => (managesPeople ? { href, label } : null);
  switch (fixAt) {
    case null:
      return null;
    case "domains":
      return { href: paths.domains, label: "Add or verify the domain" };
    case "connection":
      return ofConnection(ssoPaths(slug).connection(connection.id), "Open the connection");
    case "configure":
      return ofConnection(
        ssoPaths(slug).step(connection.id, "configure"),
        "Change the connection's settings",
      );
    case "mapping":
      return ofConnection(paths.mapping(connection.id), "Change how people are mapped");
    case "person":
      return person && ofPeople(paths.user(person.id), `Open ${person.name}`);
    case "new_person":
      return ofPeople(
        `${paths.users}/new${email ? `?email=${encodeURIComponent(email)}` : ""}`,
        "Add the person",
      );
    case "users":
      return ofPeople(paths.users, "See who holds a licence");
    case "approvals":
      return ofPeople(paths.approvals, "Approve or reject");
  }
}
