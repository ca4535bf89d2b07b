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
  (acting, { name }, deps) => addDomain(deps, acting, name),
  (domain, acting) => redirect(spacePaths(acting.space.slug).domain(domain.id)),
);

/** Looks for the record now. */
export const verifyDomainAction = adminAction(
  "manage_auth_integrations",
  domainIdForm,
  (acting, { id }, deps) => verifyDomain({ ...deps, txtLookup: txtLookup() }, acting, id),
  (domain) => {
    refresh();
    const found = domain.status === "verified";
    return found
      ? { ok: true, message: `${domain.name} is verified.` }
      : { ok: false, message: domain.lastCheckResult ?? "The record was not found." };
  },
);

/** Takes a domain away, then shows the others. */
export const removeDomainAction = adminAction(
  "manage_auth_integrations",
  domainIdForm,
  (acting, { id }, deps) => removeDomain(deps, acting, id),
  (_, acting) => redirect(spacePaths(acting.space.slug).domains),
);

/** Carries the people of a domain over to another one, then shows that. */
export const renameDomainAction = adminAction(
  "manage_people",
  renameDomainForm,
  (acting, { id, to, people }, deps) => renameDomain(deps, acting, { fromId: id, toId: to, people }),
  (_, acting) => redirect(spacePaths(acting.space.slug).users),
);
