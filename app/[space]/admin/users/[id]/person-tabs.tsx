import { Tabs } from "@/components/ui/tabs";
import { spacePaths } from "@/lib/server/http/navigation";

/** The parts of a person's card. */
export function PersonTabs({ slug, userId }: { slug: string; userId: string }) {
  const card = spacePaths(slug).user(userId);
  return (
    <Tabs
      label="Parts of the card"
      items={[
        { href: card, label: "Person" },
        { href: `${card}/connectors`, label: "SSO connections" },
      ]}
    />
  );
}
