/** A desk for tests that takes files over real HTTP, and breaks connections as a test wants. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { FileAccess } from "../client/state";

export const PART = 1000;

interface Taken {
  id: string;
  name: string;
  size: number;
  received: Buffer;
  state: string;
}

export class FileDesk {
  readonly calls: string[] = [];
  readonly files = new Map<string, Taken>();
  /** How many parts are cut in their middle. */
  cuts = 0;
  /** Told in place of what a whole file would get. */
  refusal: { status: number; code: string } | null = null;
  /** Told of whole files that are called so, which stay as they are. */
  readonly postponed = new Map<string, { status: number; code: string }>();
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<FileDesk> {
    const server = createServer((request, response) => void desk.#answer(request, response));
    const desk = new FileDesk(server);
    await new Promise<void>((started) => server.listen(0, "127.0.0.1", started));
    return desk;
  }

  get access(): FileAccess {
    const { port } = this.#server.address() as AddressInfo;
    const server = `http://127.0.0.1:${port}/`;
    return { server, conversation: "conversation", key: "key", token: "token" };
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Headers", "*, authorization");
    response.setHeader("Access-Control-Allow-Methods", "*");
    if (request.method === "OPTIONS") {
      response.end();
      return;
    }
    const id = request.url?.split("/")[3] ?? "";
    this.calls.push(`${request.method} ${request.url}`);
    const body = Buffer.concat(await request.toArray());
    if (request.method === "POST") {
      const wanted = JSON.parse(body.toString()) as { id: string; name: string; size: number };
      const known = this.files.get(`f-${wanted.id}`);
      const taken = { ...wanted, received: Buffer.alloc(0), state: "uploading" };
      this.files.set(`f-${wanted.id}`, known ?? taken);
      this.#show(response, `f-${wanted.id}`);
      return;
    }
    const file = this.files.get(id);
    if (!file) {
      this.#tell(response, 404, { code: "unknown_file" });
      return;
    }
    if (request.method === "DELETE") {
      file.state = "deleted";
      response.writeHead(204).end();
      return;
    }
    if (request.method === "PATCH") {
      const cut = this.cuts > 0;
      file.received = Buffer.concat([file.received, cut ? body.subarray(0, 300) : body]);
      if (cut) {
        this.cuts -= 1;
        request.socket.destroy();
        return;
      }
      if (file.received.length === file.size) {
        const postponed = this.postponed.get(file.name);
        if (postponed) {
          this.#tell(response, postponed.status, { ...postponed, retry_after: 0.2 });
          return;
        }
        if (this.refusal) {
          file.state = "refused";
          this.#tell(response, this.refusal.status, { code: this.refusal.code });
          return;
        }
        file.state = "stored";
      }
    }
    this.#show(response, id);
  }

  #show(response: ServerResponse, id: string): void {
    const file = this.files.get(id)!;
    const offset = file.received.length;
    this.#tell(response, 200, { id, offset, part: PART, state: file.state, fault: null });
  }

  #tell(response: ServerResponse, status: number, body: object): void {
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  }
}
