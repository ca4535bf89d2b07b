/** The request header in which proxy.ts tells pages their own path and query; whatever a client sends is overwritten. */
export const requestPathHeader = "x-gatehouse-path";
