import { SignInChart } from "@/components/charts/sign-in-chart";
import { RequestList } from "@/components/directories/request-list";
import { feedLooks } from "@/components/directories/words";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { readArrivals } from "@/lib/features/directories/read-arrivals";
import { readRequestStatistics } from "@/lib/features/directories/request-statistics";
import { feedStates } from "@/lib/model/directories/directory";
import { counted } from "@/lib/model/text/counted";
import { dependencies } from "@/lib/server/process/dependencies";
import type { DirectoryPageProps } from "./directory-page";

const words = {
  admitted: "worked",
  refused: "failed",
  none: "No requests yet",
  noneYet: "Every request of the directory is counted here, day by day.",
};

/** The health of a directory: its requests on the left, its numbers on the right. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export async function Overview({ ctx, health, called, paths }: DirectoryPageProps) {
  const { directory, people, groups, due, byState } = health;
  const { id } = directory;
  const deps = await dependencies();
  const statistics = await readRequestStatistics(deps, directory);
  const arrivals = await readArrivals(deps, ctx, id);
  const latest = arrivals.ok ? arrivals.value.requests.slice(0, 6) : [];
  const states = feedStates.filter((state) => byState[state] > 0);
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
      <div className="min-w-0 space-y-6">
        <Card
          title="Requests"
          description="Last 30 days"
          actions={
            statistics.refused > 0 && (
              <Link href={`${paths.requests(id)}?outcome=failed`}>Why some failed</Link>
            )
          }
        >
          <SignInChart
            {...statistics}
            words={words}
            caption={`Requests of ${directory.name} in the last 30 days`}
          />
        </Card>
        <Card title="Latest requests" actions={<Link href={paths.requests(id)}>Request log</Link>} flush>
          {latest.length === 0 ? (
            <p className="border-t border-line p-5 text-muted">Nothing has come from {called} yet.</p>
          ) : (
            <RequestList requests={latest} href={(requestId) => paths.request(id, requestId)} />
          )}
        </Card>
      </div>
      <div className="min-w-0 space-y-6">
        <Card title="What is in it">
          <DescriptionList
            items={[
              {
                term: "People",
                value: <Link href={paths.people(id)}>{people.toLocaleString("en")}</Link>,
                help: due > 0 ? `${counted(due, "person waits", "people wait")} to be applied` : undefined,
              },
              {
                term: "Groups",
                value: <Link href={paths.groups(id)}>{groups.toLocaleString("en")}</Link>,
              },
              ...(directory.status === "observing"
                ? []
                : states.map((state) => ({
                    term: feedLooks[state].word,
                    value: (
                      <Link href={`${paths.people(id)}?state=${state}`}>
                        {byState[state].toLocaleString("en")}
                      </Link>
                    ),
                  }))),
            ]}
          />
        </Card>
        <Card title="Health">
          <DescriptionList
            items={[
              {
                term: "Last request",
                value: directory.lastRequestAt ? (
                  <RelativeTime value={directory.lastRequestAt.toISOString()} />
                ) : (
                  "None yet"
                ),
              },
              {
                term: "In the last day",
                value: counted(health.requests, "request"),
                help: health.failed > 0 ? `${health.failed.toLocaleString("en")} failed` : "None failed",
              },
              {
                term: "Active since",
                value: directory.activatedAt && <RelativeTime value={directory.activatedAt.toISOString()} />,
              },
              {
                term: "Next expiry",
                value: health.nextExpiry ? (
                  <RelativeTime value={health.nextExpiry.toISOString()} />
                ) : (
                  "No token or secret expires"
                ),
              },
            ]}
          />
        </Card>
      </div>
    </div>
  );
}
