import { expect } from "@playwright/test";

/** What a flow reads of an answer: a resource or a list. */
interface ScimBody {
  id: string;
  totalResults: number;
  Resources: { id: string; displayName: string }[];
}

/** A directory as an identity provider sees it: an address and a token. */
export function scimOf(base: string, token: string) {
  const send = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: "application/scim+json",
        ...(body ? { "content-type": "application/scim+json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text || "{}") as ScimBody };
  };
  return {
    send,
    /** As Okta creates somebody whom it is told to assign: looks them up first. Returns the resource's id. */
    async hire(email: string, [givenName, familyName]: readonly [string, string]): Promise<string> {
      const filter = encodeURIComponent(`userName eq "${email}"`);
      expect((await send("GET", `/Users?filter=${filter}&startIndex=1&count=100`)).body.totalResults).toBe(0);
      const created = await send("POST", "/Users", {
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
        userName: email,
        name: { givenName, familyName },
        emails: [{ primary: true, value: email, type: "work" }],
        displayName: `${givenName} ${familyName}`,
        externalId: `00u-${email}`,
        groups: [],
        active: true,
      });
      expect(created.status).toBe(201);
      return created.body.id;
    },
    /** As Okta takes somebody's access away: never by DELETE. */
    async leave(id: string): Promise<void> {
      const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
      const Operations = [{ op: "replace", value: { active: false } }];
      expect((await send("PATCH", `/Users/${id}`, { schemas, Operations })).status).toBe(200);
    },
    async group(displayName: string, members: readonly string[]): Promise<string> {
      const schemas = ["urn:ietf:params:scim:schemas:core:2.0:Group"];
      const created = await send("POST", "/Groups", {
        schemas,
        displayName,
        members: members.map((value) => ({ value })),
      });
      expect(created.status).toBe(201);
      return created.body.id;
    },
    /** As Entra ID moves somebody: with capitals, and members by value. */
    async move(id: string, from: string, to: string): Promise<void> {
      const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
      const change = (op: string) => ({
        schemas,
        Operations: [{ op, path: "members", value: [{ value: id }] }],
      });
      expect((await send("PATCH", `/Groups/${from}`, change("Remove"))).status).toBe(204);
      expect((await send("PATCH", `/Groups/${to}`, change("Add"))).status).toBe(204);
    },
  };
}
