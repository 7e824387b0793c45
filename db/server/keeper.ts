import { startServer } from "../server.ts";
import type { EmbeddedServer } from "../server.ts";

/** The embedded Postgres of a DATA_DIR as one house keeps it: told to stop while it still starts, it is waited for and stopped, so that no start leaves one behind. */
export class Keeper {
  private readonly dataDir: string;
  private readonly durable: boolean;
  private latest: Promise<EmbeddedServer> | undefined;

  constructor(dataDir: string, { durable = true }: { readonly durable?: boolean } = {}) {
    this.dataDir = dataDir;
    this.durable = durable;
  }

  start(): Promise<EmbeddedServer> {
    this.latest = startServer(this.dataDir, { durable: this.durable });
    return this.latest;
  }

  async stop(): Promise<void> {
    const server = await this.latest?.catch(() => undefined); // who started it is told why it did not; there is nothing to stop
    await server?.stop();
  }
}
