"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { approveDomain } from "@/lib/features/domains/approve-domain";
import { addAdministrator } from "@/lib/features/people/add-administrator";
import { createSpace } from "@/lib/features/spaces/create-space";
import { updateSpace } from "@/lib/features/spaces/update-space";
import { approveDomainForm } from "@/lib/schemas/domain";
import { createSpaceForm, seatsOf, updateSpaceForm } from "@/lib/schemas/space";
import { addAdministratorForm } from "@/lib/schemas/user";
import { operatorAction } from "@/lib/server/auth/admin-action";
import { promisingMail } from "@/lib/server/process/mail-words";

/** Creates a space, then shows it. */
export const createSpaceAction = operatorAction(
  createSpaceForm,
  ({ actor }, { slug, name, kind, ssoSubscribed, ...seats }, deps) =>
    createSpace(deps, actor, { slug, name, kind, ssoSubscribed, seats: seatsOf(seats) }),
  (space) => redirect(`/operator/spaces/${space.id}`),
);

export const updateSpaceAction = operatorAction(
  updateSpaceForm,
  ({ actor }, { spaceId, name, kind, ssoSubscribed, ...seats }, deps) =>
    updateSpace(deps, actor, spaceId, { name, kind, ssoSubscribed, seats: seatsOf(seats) }),
  () => {
    refresh();
    return { ok: true, message: "Saved." };
  },
);

/** Adds the customer's first administrator. */
export const addAdministratorAction = operatorAction(
  addAdministratorForm,
  ({ actor }, { spaceId, ...person }, deps) => addAdministrator(deps, actor, spaceId, person),
  async (person) => {
    refresh();
    return {
      ok: true,
      message: await promisingMail(`${person.email} is now an administrator and gets an email.`),
    };
  },
);

export const approveDomainAction = operatorAction(
  approveDomainForm,
  ({ actor }, { spaceId, id }, deps) => approveDomain(deps, actor, { space: { id: spaceId }, domainId: id }),
  (domain) => {
    refresh();
    return { ok: true, message: `${domain.name} is verified.` };
  },
);
