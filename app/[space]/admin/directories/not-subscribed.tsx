import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";

/** What a directory does and whom to contact, for a space whose plan does not include it. */
export function NotSubscribed({ spaceName }: { spaceName: string }) {
  return (
    <>
      <PageHeader title="Directory" description={`A directory is not part of the plan of ${spaceName}.`} />
      <Card title="What it is">
        <p className="max-w-prose">
          A directory brings new colleagues in by itself, keeps their names and roles up to date, and ends the
          access of those who leave within seconds. It belongs to the SSO option: ask your account manager to
          add it to {spaceName}.
        </p>
      </Card>
    </>
  );
}
