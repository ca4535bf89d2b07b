import { Avatar } from "@/components/ui/avatar";
import { Link } from "@/components/ui/link";
import { displayName } from "@/lib/model/people/person";

interface PersonCellProps {
  person: { id: string; email: string; firstName: string; lastName: string };
  href: string;
}

/** Somebody in a list: initials, the name with a link to their page, and the address. */
export function PersonCell({ person, href }: PersonCellProps) {
  const name = displayName(person);
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Avatar name={name} id={person.id} />
      <span className="min-w-0">
        <Link href={href} quiet>
          {name}
        </Link>
        {name !== person.email && (
          <span className="block text-sm font-normal text-muted">{person.email}</span>
        )}
      </span>
    </span>
  );
}
