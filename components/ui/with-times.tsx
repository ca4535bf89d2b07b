import { Fragment, type ReactNode } from "react";
import { RelativeTime } from "./relative-time";

const moment = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z)/;

/** A sentence from a check, its moments (ISO 8601, UTC) as people write them, with the relative time on hover. */
export function withTimes(text: string): ReactNode {
  const parts = text.split(moment);
  if (parts.length === 1) return text;
  return parts.map((part, index) =>
    index % 2 === 1 && !Number.isNaN(Date.parse(part)) ? (
      // The parts of a fixed sentence never change places.
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no id of their own
      <RelativeTime key={index} value={part} exact />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
