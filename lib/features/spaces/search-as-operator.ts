import { listDomainsForOperator } from "@/lib/features/domains/approve-domain";
import type { Dependencies } from "@/lib/ports/dependencies";

/** What the operators' search found of each kind. */
export interface OperatorSearch {
  spaces: { id: string; name: string; slug: string }[];
  applications: { id: string; name: string }[];
  domains: { id: string; name: string; spaceName: string }[];
  messages: { id: string; subject: string; recipient: string }[];
}

const most = 5;

/** Customers, applications, domains and emails with these words, at most five of each. For operators only. */
export async function searchAsOperator(
  deps: Pick<Dependencies, "store">,
  words: string,
): Promise<OperatorSearch> {
  const query = { search: words, pageSize: most };
  const { store } = deps;
  const spaces = await store.spaces.page(query);
  const applications = await store.applications.page(query);
  const domains = await listDomainsForOperator(deps, query);
  const messages = await store.outbox.page(query);
  return {
    spaces: spaces.rows.map(({ id, name, slug }) => ({ id, name, slug })),
    applications: applications.rows.map(({ id, name }) => ({ id, name })),
    domains: domains.rows.map(({ id, name, space }) => ({ id, name, spaceName: space.name })),
    messages: messages.rows.map(({ id, subject, recipient }) => ({ id, subject, recipient })),
  };
}
