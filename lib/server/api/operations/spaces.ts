import { createSpace } from "@/lib/features/spaces/create-space";
import { listSpaces } from "@/lib/features/spaces/operator-spaces";
import { viewSpace } from "@/lib/features/spaces/space-view";
import { updateSpace } from "@/lib/features/spaces/update-space";
import { done, refused } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import { listOf } from "@/lib/schemas/list-answer";
import { capsOf, changeSpaceBody, createSpaceBody, spaceApiQuery, spaceView } from "@/lib/schemas/operator";
import { apiList, partOf } from "../api-list";
import { defineOperatorOperation } from "../define-operator-operation";
import { success } from "../operation-parts";

const all = "/spaces";
const one = `${all}/{slug}` as const;
const tag = "Spaces (operator)";

const noSuchSpace = () => refused("not_found", "space_not_found", "There is no space of this slug.");

export const spaceOperations = [
  defineOperatorOperation(
    {
      id: "listSpaces",
      method: "get",
      path: all,
      tag,
      summary: "List spaces",
      description: "With `externalId`: the one space that has it, or none.",
      scope: "spaces:read",
      query: spaceApiQuery,
      response: listOf(spaceView),
    },
    async (call) => {
      const { deps, query } = call;
      const { externalId } = query;
      const page =
        externalId === undefined
          ? await listSpaces(deps, partOf(call))
          : onePage(await deps.store.spaces.byExternalId(externalId));
      const rows = await Promise.all(page.rows.map((space) => viewSpace(deps, space)));
      return done(apiList(call, { ...page, rows }));
    },
  ),
  defineOperatorOperation(
    {
      id: "createSpace",
      method: "post",
      path: all,
      tag,
      summary: "Create a space",
      description:
        "Again with the same `externalId`: the space that is there, as it is, with 200. Nothing is changed by it.",
      scope: "spaces:write",
      body: createSpaceBody,
      status: 201,
      response: spaceView,
      again: "The space of this `externalId` is there already, as it is.",
      problems: ["slug_taken"],
    },
    async ({ deps, actor, body, request }) => {
      const unchanged = (view: unknown) => success(view, 200, request);
      const { externalId, seats, ...input } = body;
      const existing = () => (externalId === null ? null : deps.store.spaces.byExternalId(externalId));
      const found = await existing();
      if (found) return unchanged(await viewSpace(deps, found));
      const created = await createSpace(deps, actor, { ...input, externalId, seats: capsOf(seats, {}) });
      if (created.ok) return done(await viewSpace(deps, created.value));
      // Two at once: the other one has created it.
      const made = created.problem.code === "external_id_taken" ? await existing() : null;
      return made ? unchanged(await viewSpace(deps, made)) : created;
    },
  ),
  defineOperatorOperation(
    {
      id: "getSpace",
      method: "get",
      path: one,
      tag,
      summary: "Read a space",
      scope: "spaces:read",
      response: spaceView,
      problems: ["space_not_found"],
    },
    async ({ deps, params }) => {
      const space = await deps.store.spaces.bySlug(params.slug);
      return space ? done(await viewSpace(deps, space)) : noSuchSpace();
    },
  ),
  defineOperatorOperation(
    {
      id: "changeSpace",
      method: "patch",
      path: one,
      tag,
      summary: "Change a space's name, kind, plan, seats or external ID",
      description: "What is absent stays. A seat of null has no limit.",
      scope: "spaces:write",
      body: changeSpaceBody,
      response: spaceView,
      problems: ["space_not_found", "external_id_taken"],
    },
    async ({ deps, actor, params, body }) => {
      const space = await deps.store.spaces.bySlug(params.slug);
      if (!space) return noSuchSpace();
      const { seats, ...change } = body;
      const changed = await updateSpace(deps, actor, space.id, {
        ...change,
        ...(seats ? { seats: capsOf(seats, space.seats) } : {}),
      });
      return changed.ok ? done(await viewSpace(deps, changed.value)) : changed;
    },
  ),
];

const onePage = (space: Space | null) => ({
  rows: space ? [space] : [],
  total: space ? 1 : 0,
  page: 1,
  pageSize: 1,
});
