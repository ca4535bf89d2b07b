import type { ReactNode } from "react";
import { RelativeTime } from "./relative-time";

const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/;

/**
 * A sentence from a check (200 characters at most), its moments (ISO 8601, UTC) as people write them, with the relative
 * time on hover.
 */
export function withTimes(text: string): ReactNode {
  const found = moment.exec(text);
  if (!found) return text;
  const [value] = found;
  const end = found.index + value.length;
  return (
    <>
      {text.slice(0, found.index)}
      {Number.isNaN(Date.parse(value)) ? value : <RelativeTime value={value} exact />}
      {withTimes(text.slice(end))}
    </>
  );
}
