import { apiSwitch } from "@/lib/server/api-switch";

export const POST = apiSwitch("enable");
