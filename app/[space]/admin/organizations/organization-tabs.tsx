import { Tabs } from "@/components/ui/tabs";
import { spacePaths } from "@/lib/server/http/navigation";

/** What is linked, and what was asked for. */
export function OrganizationTabs({ slug }: { slug: string }) {
  const paths = spacePaths(slug);
  return (
    <Tabs
      label="Organizations"
      items={[
        { href: paths.organizations, label: "Linked here" },
        { href: paths.organizationRequests, label: "Requested" },
      ]}
    />
  );
}
