import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("../xsd/", import.meta.url);

/** The required contents of `xsd/embedded.json`: each schema file beside it, by name. */
export function embeddedSchemas(): { file: string; text: string } {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".xsd"))
    .sort();
  const texts = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));
  return {
    file: fileURLToPath(new URL("embedded.json", folder)),
    text: `${JSON.stringify(texts, null, 2)}\n`,
  };
}
