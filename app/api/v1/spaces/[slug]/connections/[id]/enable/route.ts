import { apiSwitch } from "@/lib/server/api/api-switch";

export const POST = apiSwitch("enable");
