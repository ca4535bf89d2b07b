import { readArrivals } from "@/lib/features/directories/read-arrivals";
import { directoryReading } from "../directory-reading";

/** What has come from a directory, for the wizard that waits for it. */
export const GET = directoryReading(readArrivals);
