import type { DirectoryRequest } from "@/lib/db/repositories/directory-requests";
import { tellRequest } from "@/lib/model/directories/request-words";
import type { RequestRowView } from "@/lib/schemas/directory-views";
import { explainLogged } from "./read-directory";

/** A request of the log as the console shows it. */
export function viewRequestRow(request: DirectoryRequest): RequestRowView {
  const { id, at, method, path, status, detail, notes, replayOf, replayedAs } = request;
  const [, ...more] = notes.changed;
  return {
    id,
    at: at.toISOString(),
    method,
    path,
    status,
    says: tellRequest({ method, path, changed: notes.changed, failed: status >= 400 }),
    changed: more,
    explanation: explainLogged(request),
    // A Bulk request is answered with 200 and says in `detail` what of it was refused.
    failed: status >= 400 || detail !== null,
    isReplay: replayOf !== null,
    wasReplayed: replayedAs !== null,
  };
}
