/** The fake desk behind real sockets, as docs/protocol.md says. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { WebSocketServer } from "ws";
import type { HelloFrame, ServerFrame } from "../protocol";
import type { FakeDesk } from "./fake-desk";

export class DeskServer {
  /** Refuses WebSockets, as some proxies do. */
  noWebSockets = false;
  /** Answers nothing to pings. */
  silent = false;
  /** How every request is answered: with an error frame as its body, or with a page. */
  refusal: { status: number; body: string } | null = null;
  /** The delay of each of the next calls, in ms. */
  readonly delays: number[] = [];
  readonly paths: string[] = [];
  readonly #desk: FakeDesk;
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #streams = new Set<ServerResponse>();

  constructor(desk: FakeDesk) {
    this.#desk = desk;
    this.#http = createServer((request, response) => void this.#answer(request, response));
    this.#http.on("upgrade", (request, socket, head) => {
      this.paths.push(request.url!);
      if (this.noWebSockets) {
        socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (websocket) => {
        const session = desk.connect((frame) => websocket.send(JSON.stringify(frame)));
        websocket.on("message", (data) => {
          if (!this.silent) {
            session.receive(JSON.parse((data as Buffer).toString()));
          }
        });
        websocket.on("close", () => session.leave());
      });
    });
  }

  /** Start the server and return its address, which has a path as behind a proxy. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/help`;
  }

  /** Breaks what is connected. */
  cut(): void {
    this.#sockets.clients.forEach((socket) => socket.terminate());
    this.#streams.forEach((response) => response.destroy());
  }

  async stop(): Promise<void> {
    this.cut();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.paths.push(request.url!);
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    await setTimeout(this.delays.shift() ?? 0);
    if (this.refusal !== null) {
      response.writeHead(this.refusal.status).end(this.refusal.body);
    } else if (request.url === "/help/chat/stream") {
      this.#stream(JSON.parse(body) as HelloFrame, response);
    } else {
      const { hello, frame } = JSON.parse(body) as { hello: HelloFrame; frame: unknown };
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end(JSON.stringify({ frames: this.#frames(hello, frame) }));
    }
  }

  #stream(hello: HelloFrame, response: ServerResponse): void {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    this.#streams.add(response);
    let refused = false;
    const session = this.#desk.connect((frame) => {
      refused ||= frame.type === "error" && session.conversation === null;
      response.write(`data: ${JSON.stringify(frame)}\n\n`);
    });
    response.on("close", () => {
      session.leave();
      this.#streams.delete(response);
    });
    session.receive(hello);
    if (refused) {
      response.end();
    }
  }

  #frames(hello: HelloFrame, frame: unknown): ServerFrame[] {
    const frames: ServerFrame[] = [];
    const session = this.#desk.connect((answer) => frames.push(answer));
    session.receive(hello, false);
    if (session.conversation !== null) {
      session.receive(frame);
      session.leave();
    }
    return frames;
  }
}
