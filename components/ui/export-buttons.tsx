import { Button } from "./button";

/** A list as a file, in either format. Files, not pages: the router has nothing to do with them. */
export function ExportButtons({ hrefOf }: { hrefOf: (format: "csv" | "json") => string }) {
  return (
    <>
      <Button asChild>
        <a href={hrefOf("csv")} download>
          Export as CSV
        </a>
      </Button>
      <Button asChild>
        <a href={hrefOf("json")} download>
          Export as JSON
        </a>
      </Button>
    </>
  );
}
