import { Fragment } from "react";

/** A sentence of the guides: `**` surrounds labels of the provider's screens, backticks surround typed text. */
export function RichText({ text }: { text: string }) {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part, index) => {
    // The parts of one sentence never change their order.
    const key = `${index}:${part}`;
    if (part.startsWith("**"))
      return (
        <strong key={key} className="font-semibold">
          {part.slice(2, -2)}
        </strong>
      );
    if (part.startsWith("`"))
      return (
        <code key={key} className="rounded-md bg-sunken px-1 font-mono text-sm [overflow-wrap:anywhere]">
          {part.slice(1, -1)}
        </code>
      );
    return <Fragment key={key}>{part}</Fragment>;
  });
}
