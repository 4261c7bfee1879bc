import type { ClientFrame, HelloFrame, ServerFrame } from "./protocol";

export type TransportName = "websocket" | "events";

export interface TransportListener {
  frame(frame: ServerFrame): void;
  /** The connection is gone, or could not be made. Nothing comes after it. */
  closed(): void;
}

/** One connection to the desk. */
export interface Transport {
  /** Connects and says hello. */
  open(): void;
  /** Says hello again: to continue another conversation, or to ask for what was missed. */
  greet(): void;
  send(frame: ClientFrame): void;
  /** Finds out whether the connection still lives. */
  probe(): void;
  /** Nothing is told to the listener any more. */
  close(): void;
}

/** A way to connect. `hello` gives the present hello frame whenever one is needed. */
export interface TransportKind {
  readonly name: TransportName;
  make(server: string, hello: () => HelloFrame, listener: TransportListener): Transport;
}

/** The address of one of the desk's endpoints; `server` may have a path of its own. */
export function endpoint(server: string, path: string): URL {
  return new URL(path, server.endsWith("/") ? server : `${server}/`);
}

/** The frame that a text holds; null for anything else. */
export function readFrame(text: string): ServerFrame | null {
  try {
    const found: unknown = JSON.parse(text);
    return isFrame(found) ? found : null;
  } catch {
    return null;
  }
}

/** The desk is trusted to keep to its schema; a proxy's error page is told apart. */
export function isFrame(found: unknown): found is ServerFrame {
  return typeof found === "object" && found !== null && "type" in found;
}
