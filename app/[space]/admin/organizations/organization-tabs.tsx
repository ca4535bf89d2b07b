import { Tabs } from "@/components/ui/tabs";
import { spacePaths } from "@/lib/server/http/navigation";

/** Linked organizations, and requests. */
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
