import { complex, type ResourceType, type Schema, several, text } from "./attribute";

const core: Schema = {
  id: "urn:ietf:params:scim:schemas:core:2.0:User",
  name: "User",
  description: "A person.",
  attributes: [
    text("userName", "The name by which the provider knows the person, usually an email address.", {
      required: true,
      uniqueness: "server",
    }),
    complex("name", "The parts of the person's name.", [
      text("formatted", "The whole name."),
      text("familyName", "The last name."),
      text("givenName", "The first name."),
      text("middleName", "The middle name."),
      text("honorificPrefix", "A title before the name."),
      text("honorificSuffix", "A suffix after the name."),
    ]),
    text("displayName", "The name to show."),
    text("nickName", "How the person is called."),
    {
      name: "profileUrl",
      type: "reference",
      description: "A page about the person.",
      referenceTypes: ["external"],
    },
    text("title", "The person's job title."),
    text("userType", "How the person is employed."),
    text("preferredLanguage", "The language that the person prefers."),
    text("locale", "The person's region, for formats."),
    text("timezone", "The person's time zone."),
    {
      name: "active",
      type: "boolean",
      description: "Whether the person has access. Absent when a person is created: they have.",
      returned: "always",
    },
    several("emails", "Email addresses.", ["work", "home", "other"]),
    several("phoneNumbers", "Phone numbers.", ["work", "home", "mobile", "fax", "pager", "other"]),
    several("ims", "Instant messaging addresses."),
    several("photos", "Addresses of pictures.", ["photo", "thumbnail"], {
      type: "reference",
      referenceTypes: ["external"],
      caseExact: true,
    }),
    complex(
      "addresses",
      "Postal addresses.",
      [
        text("formatted", "The whole address."),
        text("streetAddress", "Street and number."),
        text("locality", "City."),
        text("region", "State or region."),
        text("postalCode", "Postal code."),
        text("country", "Country."),
        text("type", "What it is for.", { canonicalValues: ["work", "home", "other"] }),
        { name: "primary", type: "boolean", description: "The first choice among the values." },
      ],
      { multiValued: true },
    ),
    complex(
      "groups",
      "The groups of this directory that the person is in.",
      [
        text("value", "The group's id.", { caseExact: true, mutability: "readOnly" }),
        {
          name: "$ref",
          type: "reference",
          description: "The group's address.",
          mutability: "readOnly",
          referenceTypes: ["Group"],
          caseExact: true,
        },
        text("display", "The group's name.", { mutability: "readOnly" }),
        text("type", "How the person is in it.", { mutability: "readOnly", canonicalValues: ["direct"] }),
      ],
      { multiValued: true, mutability: "readOnly" },
    ),
    several("entitlements", "What the person is entitled to."),
    several("roles", "The person's roles at the provider."),
    several("x509Certificates", "The person's certificates.", [], { caseExact: true }),
  ],
};

const enterprise: Schema = {
  id: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
  name: "EnterpriseUser",
  description: "A person's place in their company.",
  attributes: [
    text("employeeNumber", "The person's number."),
    text("costCenter", "The person's cost center."),
    text("organization", "The person's organization."),
    text("division", "The person's division."),
    text("department", "The person's department."),
    complex("manager", "The person's manager.", [
      text("value", "The id of the manager.", { caseExact: true }),
      {
        name: "$ref",
        type: "reference",
        description: "The manager's address.",
        referenceTypes: ["User"],
        caseExact: true,
      },
      text("displayName", "The manager's name."),
    ]),
  ],
};

/** People: RFC 7643 §4.1 with the enterprise extension of §4.3. A password has no place here and is ignored. */
export const userType: ResourceType = {
  name: "User",
  endpoint: "/Users",
  description: "People",
  core,
  extensions: [enterprise],
};
