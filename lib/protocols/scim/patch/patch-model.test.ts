import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../read-json";
import type { ScimResource } from "../resource";
import { groupType } from "../schema/group";
import { userType } from "../schema/user";
import { applyPatch } from "./apply-patch";
import { divideMemberChanges, netMemberChanges } from "./member-changes";
import { readPatch } from "./read-patch";

// What a person is to the provider: a few plain values, and one address and number of each kind.
interface Model {
  userName: string;
  active: boolean;
  title?: string | undefined;
  department?: string | undefined;
  givenName?: string | undefined;
  work?: string | undefined;
  home?: string | undefined;
  manager?: string | undefined;
}

/** A change of the model, with the operation that a provider sends for it. */
interface Step {
  change: (model: Model) => Model;
  operation: object;
}

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const word = fc.stringMatching(/^[a-z]{1,6}$/);
const inAnyCase = (op: string) =>
  fc.constantFrom(op, op.toUpperCase(), `${op.charAt(0).toUpperCase()}${op.slice(1)}`);
const set = fc.constantFrom("add", "replace").chain(inAnyCase);
const remove = inAnyCase("remove");

const paths: Record<Exclude<keyof Model, "userName" | "active">, string[]> = {
  title: ["title", "Title", "urn:ietf:params:scim:schemas:core:2.0:User:title"],
  department: [`${enterprise}:department`, "department"],
  givenName: ["name.givenName", "NAME.GIVENNAME"],
  work: [
    'emails[type eq "work"].value',
    'emails[Type EQ "WORK"].Value',
    'emails[not (type ne "work")].value',
  ],
  home: ['emails[type eq "home"].value'],
  manager: [`${enterprise}:manager`, `${enterprise}:manager.value`],
};
const field = fc.constantFrom(...(Object.keys(paths) as (keyof typeof paths)[]));
const fieldAndPath = field.chain((name) => fc.tuple(fc.constant(name), fc.constantFrom(...paths[name])));
const creatable = ([, path]: [unknown, string]) => !path.includes("not (") && !path.includes("WORK");

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(fieldAndPath.filter(creatable), set, word, fc.boolean())
    .map(([[name, path], op, value, bare]) => ({
      change: (model: Model) => ({ ...model, [name]: value }),
      operation: bare ? { op, value: { [path]: value } } : { op, path, value },
    })),
  fc.tuple(fieldAndPath, remove).map(([[name, path], op]) => ({
    change: (model: Model) => ({ ...model, [name]: undefined }),
    operation: { op, path: name === "work" || name === "home" ? path.slice(0, path.indexOf("]") + 1) : path },
  })),
  fc.tuple(set, fc.boolean(), fc.constantFrom("bare", "text", "list")).map(([op, active, shape]) => ({
    change: (model: Model) => ({ ...model, active }),
    operation:
      shape === "bare"
        ? { op, value: { active } }
        : { op, path: "active", value: shape === "text" ? (active ? "True" : "False") : [{ value: active }] },
  })),
  fc.tuple(set, word).map(([op, userName]) => ({
    change: (model: Model) => ({ ...model, userName }),
    operation: { op, path: "userName", value: userName },
  })),
);

function modelOf(resource: ScimResource): Model {
  const emails = (resource.emails ?? []) as { type: string; value: string }[];
  const address = (type: string) => emails.find((email) => email.type === type)?.value;
  const { name, manager } = resource as { name?: { givenName?: string }; manager?: { value: string } };
  const read = {
    userName: resource.userName as string,
    active: resource.active as boolean,
    title: resource.title as string | undefined,
    department: resource.department as string | undefined,
    givenName: name?.givenName,
    work: address("work"),
    home: address("home"),
    manager: manager?.value,
  };
  return read;
}

const read = (operations: object[]) => JSON.parse(JSON.stringify({ Operations: operations })) as JsonObject;

test("any sequence of PATCHes does the same as on a plain model", () => {
  fc.assert(
    fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), (requests) => {
      let model: Model = { userName: "ann", active: true };
      let resource: ScimResource = { userName: "ann", active: true };
      for (const steps of requests) {
        for (const { change } of steps) model = change(model);
        const { operations } = readPatch(userType, read(steps.map(({ operation }) => operation)));
        resource = applyPatch(resource, operations);
      }
      expect(modelOf(resource)).toEqual({ ...modelOf({ userName: "", active: true }), ...model });
    }),
    { numRuns: 500 },
  );
});

const id = fc.constantFrom("a", "b", "c", "d", "e");
const ids = fc.array(id, { maxLength: 4 });
const listOf = (members: string[]) => members.map((value) => ({ value }));
const memberStep: fc.Arbitrary<{ change: (set: Set<string>) => Set<string>; operation: object }> = fc.oneof(
  fc.tuple(inAnyCase("add"), ids).map(([op, list]) => ({
    change: (before: Set<string>) => new Set([...before, ...list]),
    operation: { op, path: "members", value: listOf(list) },
  })),
  fc.tuple(remove, ids).map(([op, list]) => ({
    change: (before: Set<string>) =>
      new Set([...before].filter((each) => !list.some((gone) => gone === each))),
    operation: { op, path: "members", value: listOf(list) },
  })),
  fc.tuple(remove, id).map(([op, one]) => ({
    change: (before: Set<string>) => new Set([...before].filter((each) => each !== one)),
    operation: { op, path: `members[value eq "${one}"]` },
  })),
  fc.tuple(inAnyCase("replace"), ids).map(([op, list]) => ({
    change: () => new Set(list),
    operation: { op, value: { members: listOf(list) } },
  })),
  remove.map((op) => ({ change: () => new Set<string>(), operation: { op, path: "members" } })),
);

test("any sequence of changes of members does the same as on a set", () => {
  fc.assert(
    fc.property(fc.array(memberStep, { minLength: 1, maxLength: 20 }), (steps) => {
      const { operations } = readPatch(groupType, read(steps.map(({ operation }) => operation)));
      let members = new Set<string>();
      const changes = netMemberChanges(divideMemberChanges(operations).members);
      expect(changes.length).toBeLessThanOrEqual(2);
      for (const { op, ids: named } of changes) {
        if (op === "add") for (const each of named ?? []) members.add(each);
        else if (op === "replace") members = new Set(named ?? []);
        else if (named === null) members.clear();
        else for (const each of named) members.delete(each);
      }
      let model = new Set<string>();
      for (const { change } of steps) model = change(model);
      expect([...members].sort()).toEqual([...model].sort());
    }),
  );
});
