import { LiveStatus } from "@/components/ui/live-status";
import { counted } from "@/lib/model/text/counted";
import type { ArrivalsView } from "@/lib/schemas/directory-views";
import { RequestList } from "./request-list";

interface ArrivalsProps {
  arrivals: ArrivalsView;
  /** The provider, in the middle of a sentence. */
  called: string;
  /** When it sends. */
  rhythm: string;
}

/** What has come from the provider, newest first; until then that we are waiting, and for what. */
export function Arrivals({ arrivals, called, rhythm }: ArrivalsProps) {
  const { total, people, groups, requests } = arrivals;
  if (total === 0)
    return (
      <div className="space-y-2">
        <LiveStatus state="working">Waiting for the first request from {called}.</LiveStatus>
        <p className="text-sm text-muted">{rhythm}</p>
      </div>
    );
  return (
    <div className="space-y-4">
      {requests.every(({ failed }) => failed !== null) ? (
        <LiveStatus state="failed">
          Requests arrive, and the latest ones failed. {counted(people, "person", "people")} so far.
        </LiveStatus>
      ) : (
        <LiveStatus state="done">
          Connected. {counted(people, "person", "people")} and {counted(groups, "group")} so far.
        </LiveStatus>
      )}
      <div className="-mx-5">
        <RequestList requests={requests} />
      </div>
      {people === 0 && <p className="text-sm text-muted">Nobody has arrived yet. {rhythm}</p>}
    </div>
  );
}
