"use server";

import { refresh } from "next/cache";
import { changePeople, previewPeopleChange } from "@/lib/features/people/change-people";
import { matchingPeople } from "@/lib/features/people/list-people";
import { teamChoices } from "@/lib/features/people/read-teams";
import { done } from "@/lib/model/outcome";
import {
  type MatchingPeopleState,
  matchingPeopleForm,
  type PeopleChangeState,
  peopleChangeForm,
} from "@/lib/schemas/people-change";
import { adminAction } from "@/lib/server/auth/admin-action";
import { promisingMail } from "@/lib/server/process/mail-words";
import { outcomeWords } from "./bulk-words";
import { memberFilter, readPeopleFilters } from "./people-query";

/** The ids of everyone who matches the list's search and filters. */
export const matchingPeopleAction = adminAction(
  "manage_people",
  matchingPeopleForm,
  async (ctx, { q, filters }, deps) =>
    matchingPeople(deps, ctx, {
      ...(q.trim() ? { search: q } : {}),
      ...memberFilter(readPeopleFilters(filters, await teamChoices(deps, ctx))),
    }),
  (userIds): MatchingPeopleState => ({ ok: true, userIds }),
);

/** What a change to the selected members would do, in numbers. */
export const previewPeopleChangeAction = adminAction(
  "manage_people",
  peopleChangeForm,
  (ctx, input, deps) => previewPeopleChange(deps, ctx, input),
  (plan): PeopleChangeState => ({ ok: true, plan }),
);

/** Changes the selected members. */
export const changePeopleAction = adminAction(
  "manage_people",
  peopleChangeForm,
  async (ctx, input, deps) => {
    const outcome = await changePeople(deps, ctx, input);
    return outcome.ok ? done({ kind: input.change.kind, result: outcome.value }) : outcome;
  },
  async ({ kind, result }) => {
    refresh();
    const message = outcomeWords(kind, result);
    return { ok: true, message: kind === "invitation" ? await promisingMail(message) : message };
  },
);
