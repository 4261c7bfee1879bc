import type { ClientFrame, HelloFrame, ServerFrame } from "./protocol";

export type TransportName = "websocket" | "events";

export interface TransportListener {
  frame(frame: ServerFrame): void;
  /** The connection is gone or could not be made. Nothing is reported after this. */
  closed(): void;
}

/** One connection to the desk. */
export interface Transport {
  /** Connect and say hello. */
  open(): void;
  /** Say hello again, to continue another conversation or to ask for what was missed. */
  greet(): void;
  send(frame: ClientFrame): void;
  /** Find out whether the connection is still alive. */
  probe(): void;
  /** Close the connection. The listener is not called any more. */
  close(): void;
}

/** A kind of connection. `hello` returns the current hello frame whenever one is needed. */
export interface TransportKind {
  readonly name: TransportName;
  make(server: string, hello: () => HelloFrame, listener: TransportListener): Transport;
}

/** Return the address of an endpoint of the desk. `server` may have a path. */
export function endpoint(server: string, path: string): URL {
  return new URL(path, server.endsWith("/") ? server : `${server}/`);
}

/** Return the frame that a text holds, or null if it holds none. */
export function readFrame(text: string): ServerFrame | null {
  try {
    const found: unknown = JSON.parse(text);
    return isFrame(found) ? found : null;
  } catch {
    return null;
  }
}

/** Whether a value is a frame and not, say, a proxy's error page. The desk is trusted to keep to
 * its schema. */
export function isFrame(found: unknown): found is ServerFrame {
  return typeof found === "object" && found !== null && "type" in found;
}
