import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { ReviewProgress } from "@/components/directories/review-progress";
import { Callout } from "@/components/ui/callout";
import { listHref } from "@/components/ui/list-query";
import { reviewDirectory } from "@/lib/features/directories/review-directory";
import { dependencies } from "@/lib/server/process/dependencies";
import { openReview, ReviewFrame, type ReviewPageProps } from "./review-frame";

export const metadata: Metadata = { title: "Review, connect a directory" };

/** Goes through everybody in the directory, and leads to what was found. */
export default async function NewReviewPage(props: ReviewPageProps<{ space: string; directoryId: string }>) {
  const page = await openReview(props);
  return (
    <ReviewFrame {...page}>
      <Suspense fallback={<ReviewProgress address={page.paths.reviewProgress(page.directory.id)} />}>
        <Made {...page} />
      </Suspense>
    </ReviewFrame>
  );
}

async function Made({ ctx, directory, query, paths }: Awaited<ReturnType<typeof openReview>>) {
  if (!ctx.space.ssoSubscribed) return null;
  const made = await reviewDirectory(await dependencies(), ctx, directory.id);
  if (!made.ok) return <Callout tone="danger" title={made.problem.message} />;
  redirect(listHref(paths.reviewed(directory.id, made.value.id), query, {}));
}
