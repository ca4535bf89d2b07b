/** A line of typed attributes that cannot be read. */
export interface TypedProblem {
  line: number;
  text: string;
}

/**
 * Attributes typed to try the rules: a line `name = value` each, the same name again for a further value. Names may
 * be URIs, so an equals sign separates rather than a colon; the first with blanks around it, if there is one.
 */
export function readTypedAttributes(text: string): {
  attributes: Record<string, string[]>;
  problems: TypedProblem[];
} {
  const attributes = new Map<string, string[]>();
  const problems: TypedProblem[] = [];
  // A pattern for all three line ends takes several times as long.
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");
  lines.forEach((written, index) => {
    if (written.trim() === "") return;
    const spaced = written.indexOf(" = ");
    const at = spaced > 0 ? spaced + 1 : written.indexOf("=");
    const name = written.slice(0, Math.max(at, 0)).trim();
    if (at < 1 || name === "") {
      problems.push({ line: index + 1, text: written.trim().slice(0, 80) });
      return;
    }
    const values = attributes.get(name);
    const value = written.slice(at + 1).trim();
    if (values) values.push(value);
    else attributes.set(name, [value]);
  });
  return { attributes: Object.fromEntries(attributes), problems };
}
