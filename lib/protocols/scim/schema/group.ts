import { complex, type ResourceType, text } from "./attribute";

/** Groups: RFC 7643 §4.2. */
export const groupType: ResourceType = {
  name: "Group",
  endpoint: "/Groups",
  description: "Groups of people",
  core: {
    id: "urn:ietf:params:scim:schemas:core:2.0:Group",
    name: "Group",
    description: "A group of people.",
    attributes: [
      text("displayName", "The group's name.", { required: true }),
      complex(
        "members",
        "The people in the group.",
        [
          text("value", "The id of the person.", { caseExact: true, mutability: "immutable" }),
          {
            name: "$ref",
            type: "reference",
            description: "The person's address.",
            mutability: "immutable",
            referenceTypes: ["User"],
            caseExact: true,
          },
          text("type", "What the member is.", { mutability: "immutable", canonicalValues: ["User"] }),
          text("display", "The person's name.", { mutability: "readOnly" }),
        ],
        { multiValued: true },
      ),
    ],
  },
  extensions: [],
};
