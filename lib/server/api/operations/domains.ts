import { addDomain } from "@/lib/features/domains/add-domain";
import { findDomain, listDomains } from "@/lib/features/domains/find-domain";
import { removeDomain } from "@/lib/features/domains/remove-domain";
import { verifyDomain } from "@/lib/features/domains/verify-domain";
import { done } from "@/lib/model/outcome";
import { addDomainBody, domainApiQuery, domainView } from "@/lib/schemas/domain";
import { listOf } from "@/lib/schemas/list-answer";
import { txtLookup } from "@/lib/server/process/txt-lookup";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";

const all = "/spaces/{slug}/domains";
const one = `${all}/{id}` as const;
const tag = "Domains";

export const domainOperations = [
  defineOperation(
    {
      id: "listDomains",
      method: "get",
      path: all,
      tag,
      summary: "List domains",
      scope: "connections:read",
      query: domainApiQuery,
      response: listOf(domainView),
    },
    async (call) => done(apiList(call, await listDomains(call.deps, call.ctx, partOf(call)))),
  ),
  defineOperation(
    {
      id: "addDomain",
      method: "post",
      path: all,
      tag,
      summary: "Add a domain",
      description: "The response contains the TXT record that proves it.",
      scope: "connections:write",
      needsSso: true,
      body: addDomainBody,
      status: 201,
      response: domainView,
      problems: ["domain_taken", "domain_exists", "domain_malformed", "domain_free_mail"],
    },
    ({ deps, ctx, body }) => addDomain(deps, ctx, body.name),
  ),
  defineOperation(
    {
      id: "getDomain",
      method: "get",
      path: one,
      tag,
      summary: "Read a domain",
      scope: "connections:read",
      response: domainView,
      problems: ["domain_not_found"],
    },
    ({ deps, ctx, params }) => findDomain(deps, ctx, params.id),
  ),
  defineOperation(
    {
      id: "removeDomain",
      method: "delete",
      path: one,
      tag,
      summary: "Remove a domain",
      scope: "connections:write",
      ifMatch: { current: ({ deps, ctx, params }) => findDomain(deps, ctx, params.id) },
      status: 204,
      problems: ["domain_not_found", "last_verified_domain"],
    },
    ({ deps, ctx, params }) => removeDomain(deps, ctx, params.id),
  ),
  defineOperation(
    {
      id: "verifyDomain",
      method: "post",
      path: `${one}/verify`,
      tag,
      summary: "Check the domain's record now",
      scope: "connections:write",
      needsSso: true,
      response: domainView,
      problems: ["domain_not_found", "domain_taken"],
    },
    ({ deps, ctx, params }) => verifyDomain({ ...deps, txtLookup: txtLookup() }, ctx, params.id),
  ),
];
