import { followEvents } from "@/lib/features/audit/follow-events";
import { eventApiQuery, eventsAnswer } from "@/lib/schemas/event";
import { defineOperatorOperation } from "../define-operator-operation";

export const eventOperations = [
  defineOperatorOperation(
    {
      id: "listEvents",
      method: "get",
      path: "/events",
      tag: "Events (operator)",
      summary: "Follow what happens in every space",
      description:
        "The audit events of all spaces and of the installation, oldest first. Keep `nextCursor` and send it as `after`: whoever goes on from it gets every event once, also those that were committed late. With a filter, `data` can be empty while `hasMore` is true.",
      scope: "events:read",
      query: eventApiQuery,
      response: eventsAnswer,
      problems: ["space_not_found"],
    },
    ({ deps, query }) => followEvents(deps, query),
  ),
];
