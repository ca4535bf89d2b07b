import { tmpdir } from "node:os";
import { join } from "node:path";

/** `LAB_PORT` moves everything, so that two labs can run side by side. */
const port = Number(process.env.LAB_PORT ?? 3100);
const simulator = (offset: number) => ({ url: `http://localhost:${port + offset}`, port: port + offset });
const saml = simulator(1610);

/** The addresses while the flows run. Other ports than the demo's, so that both can run. */
export const lab = {
  appUrl: `http://localhost:${port}`,
  port,
  saml: { ...saml, metadataUrl: `${saml.url}/metadata` },
  openid: simulator(1620),
  oauth2: simulator(1630),
  /** The port of a flow's own webhook receiver. */
  receiver: simulator(1640),
  /** The example application. */
  notes: simulator(1650),
  /** Integration tokens that were created before the server started, by slug of their space. */
  tokensFile: join(tmpdir(), `gatehouse-flows-${port}-tokens.json`),
} as const;
