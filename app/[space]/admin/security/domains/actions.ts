"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { addDomain } from "@/lib/features/domains/add-domain";
import { removeDomain } from "@/lib/features/domains/remove-domain";
import { renameDomain } from "@/lib/features/domains/rename-domain";
import { verifyDomain } from "@/lib/features/domains/verify-domain";
import { addDomainForm, domainIdForm, renameDomainForm } from "@/lib/schemas/domain";
import { adminAction } from "@/lib/server/auth/admin-action";
import { spacePaths } from "@/lib/server/http/navigation";
import { txtLookup } from "@/lib/server/process/txt-lookup";

/** Adds a domain, then shows the record that proves it. */
export const addDomainAction = adminAction(
  "manage_auth_integrations",
  addDomainForm,
  (ctx, { name }, deps) => addDomain(deps, ctx, name),
  (domain, ctx) => redirect(spacePaths(ctx.space.slug).domain(domain.id)),
);

/** Looks up the record now. */
export const verifyDomainAction = adminAction(
  "manage_auth_integrations",
  domainIdForm,
  (ctx, { id }, deps) => verifyDomain({ ...deps, txtLookup: txtLookup() }, ctx, id),
  (domain) => {
    refresh();
    const found = domain.status === "verified";
    return found
      ? { ok: true, message: `${domain.name} is verified.` }
      : { ok: false, message: domain.lastCheckResult ?? "The record was not found." };
  },
);

/** Removes a domain, then shows the others. */
export const removeDomainAction = adminAction(
  "manage_auth_integrations",
  domainIdForm,
  (ctx, { id }, deps) => removeDomain(deps, ctx, id),
  (_, ctx) => redirect(spacePaths(ctx.space.slug).domains),
);

/** Moves the people of a domain to another one, then shows that. */
export const renameDomainAction = adminAction(
  "manage_people",
  renameDomainForm,
  (ctx, { id, to, people }, deps) => renameDomain(deps, ctx, { fromId: id, toId: to, people }),
  (_, ctx) => redirect(spacePaths(ctx.space.slug).users),
);
