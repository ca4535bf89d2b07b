import { once } from "node:events";
import { connect } from "node:net";

/** A POST with an incomplete body: the server waits for it. `finish` sends the rest and returns the response. */
export function slowPost(
  port: number,
  path: string,
): { started: Promise<unknown>; finish(): Promise<string> } {
  const body = `SAMLResponse=${"A".repeat(400)}`;
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
  );
  return {
    // Long enough for the server to have read the beginning.
    started: new Promise((resolve) => setTimeout(resolve, 300)),
    async finish() {
      socket.write(body.slice(20));
      await once(socket, "close");
      return answer;
    },
  };
}
