import { type Attribute, complex, text } from "./attribute";

/** The attributes of every resource (RFC 7643 §3.1). They belong to no schema, and so are not among its attributes. */
export const commonAttributes: readonly Attribute[] = [
  text("id", "The id that this service has given.", {
    caseExact: true,
    mutability: "readOnly",
    returned: "always",
    uniqueness: "server",
  }),
  text("externalId", "The id that the provider has given.", { caseExact: true }),
  complex(
    "meta",
    "Facts about the resource.",
    [
      text("resourceType", "The type of the resource.", { caseExact: true, mutability: "readOnly" }),
      { name: "created", type: "dateTime", description: "When it was created.", mutability: "readOnly" },
      {
        name: "lastModified",
        type: "dateTime",
        description: "When it was last changed.",
        mutability: "readOnly",
      },
      text("location", "Its address.", { caseExact: true, mutability: "readOnly" }),
      text("version", "Its version, as in the ETag.", { caseExact: true, mutability: "readOnly" }),
    ],
    { mutability: "readOnly" },
  ),
];
