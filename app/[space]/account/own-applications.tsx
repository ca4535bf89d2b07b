import { Section } from "@/components/ui/section";

interface OwnApplicationsProps {
  space: string;
  applications: readonly { id: string; name: string; space: string }[];
}

/** The applications that the person is signed in to by their account here. */
export function OwnApplications({ space, applications }: OwnApplicationsProps) {
  return (
    <Section
      title="Applications you are signed in to"
      description="Signing out everywhere else signs you out of those that you opened in other browsers."
    >
      {applications.length === 0 ? (
        <p className="text-muted">None.</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {applications.map((application) => (
            <li key={`${application.id} ${application.space}`} className="px-5 py-3">
              {application.name}
              {application.space !== space && (
                <span className="block text-sm text-muted">{application.space}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
