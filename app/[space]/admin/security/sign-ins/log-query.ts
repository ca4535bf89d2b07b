import { type ListQuery, type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { outcomeOptions } from "./outcome-badge";

const idForm = /^[a-z]+_[A-Za-z0-9]{1,40}$/;

/** The filter in the log's address. A connection or person is not checked: the query names the space anyway. */
export function readLogQuery(params: SearchParams): ListQuery {
  const named = (name: string) => {
    const value = params[name];
    return typeof value === "string" && idForm.test(value) ? [value] : [];
  };
  const rules: ListRules = {
    sorts: ["createdAt", "email", "connectionName", "status"],
    defaultSort: "-createdAt",
    filters: {
      outcome: outcomeOptions.map(({ value }) => value),
      connection: named("connection"),
      person: named("person"),
    },
  };
  return readListQuery(params, rules);
}

/** The filters as the use case takes them. */
export function logFilter({ filters }: ListQuery) {
  const { outcome, connection, person } = filters;
  return {
    ...(outcome ? { status: outcome } : {}),
    ...(connection ? { connectionId: connection } : {}),
    ...(person ? { userId: person } : {}),
  };
}
