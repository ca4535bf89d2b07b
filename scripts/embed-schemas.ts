import { writeFileSync } from "node:fs";
import { embeddedSchemas } from "@/lib/protocols/saml/xml/testing/embedded-schemas";

/** `npx tsx scripts/embed-schemas.ts`: writes the SAML schemas into the file that the code imports. */
const { file, text } = embeddedSchemas();
writeFileSync(file, text);
