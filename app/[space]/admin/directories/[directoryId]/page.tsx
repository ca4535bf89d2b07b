import type { Metadata } from "next";
import { DirectoryDoneNote } from "../done-note";
import { DirectoryFrame } from "./directory-frame";
import { type DirectoryParams, openDirectory } from "./directory-page";
import { Overview } from "./overview";

export const metadata: Metadata = { title: "Directory" };

interface OverviewPageProps {
  params: DirectoryParams;
  searchParams: Promise<{ done?: string | string[] }>;
}

/** The overview of a directory: its health and its requests. */
export default async function DirectoryOverviewPage({ params, searchParams }: OverviewPageProps) {
  const page = await openDirectory(params);
  const { done } = await searchParams;
  return (
    <DirectoryFrame
      {...page}
      help="what"
      note={<DirectoryDoneNote done={done} people={page.paths.people(page.health.directory.id)} />}
    >
      <Overview {...page} />
    </DirectoryFrame>
  );
}
