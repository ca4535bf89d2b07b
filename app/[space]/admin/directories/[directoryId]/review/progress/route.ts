import { readReviewProgress } from "@/lib/features/directories/review-directory";
import { directoryReading } from "../../directory-reading";

/** How far the dry run has come that is being made, for its page. */
export const GET = directoryReading(readReviewProgress);
