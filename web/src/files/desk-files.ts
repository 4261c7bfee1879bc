/** The desk's side of a file: announced, sent in parts, read, deleted (docs/protocol.md). */

import type { PickedPaper } from "../client/picked-paper";
import type { FileAccess } from "../client/state";

export interface UploadState {
  id: string;
  offset: number;
  /** The bytes that the desk takes at once. */
  part: number;
  state: "uploading" | "checking" | "stored" | "refused" | "deleted";
  fault: string | null;
}

/** An answer of the desk that is none of the wished for. status 0: there was no answer. */
export class FileProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly retryAfter: number | null = null,
  ) {
    super(code);
  }

  /** Whether the same may go well later. */
  get passes(): boolean {
    const { status } = this;
    return status === 0 || status === 401 || status === 429 || (status >= 500 && status !== 507);
  }
}

/** A file that is to come, and which paper it was picked for. */
export interface Announced extends Partial<PickedPaper> {
  id: string;
  name: string;
  size: number;
}

interface Call {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: XMLHttpRequestBodyInit;
  headers?: Record<string, string>;
  responseType?: "json" | "blob";
  /** Called with the bytes of the body that have been sent. */
  progress?: (sent: number) => void;
  signal?: AbortSignal;
}

/** Brings files to one conversation. Each call throws FileProblem. */
export interface Courier {
  /** The conversation's id. */
  readonly conversation: string;
  announce(file: Announced, signal: AbortSignal): Promise<UploadState>;
  state(id: string, signal: AbortSignal): Promise<UploadState>;
  sendPart(
    id: string,
    offset: number,
    part: Blob,
    progress: (sent: number) => void,
    signal: AbortSignal,
  ): Promise<UploadState>;
  remove(id: string): Promise<unknown>;
}

/** Return the courier of a visitor. */
export function visitorCourier(access: FileAccess): Courier {
  return {
    conversation: access.conversation,
    announce: (file, signal) => announce(access, file, signal),
    state: (id, signal) => uploadState(access, id, signal),
    sendPart: (...part) => sendPart(access, ...part),
    remove: (id) => deleteFile(access, id),
  };
}

function announce(access: FileAccess, file: Announced, signal: AbortSignal): Promise<UploadState> {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify(file);
  return call(access, { method: "POST", path: "chat/files", body, headers, signal });
}

function uploadState(access: FileAccess, id: string, signal: AbortSignal): Promise<UploadState> {
  return call(access, { method: "GET", path: `chat/files/${id}`, signal });
}

function sendPart(
  access: FileAccess,
  id: string,
  offset: number,
  part: Blob,
  progress: (sent: number) => void,
  signal: AbortSignal,
): Promise<UploadState> {
  const headers = {
    "Upload-Offset": String(offset),
    "Content-Type": "application/offset+octet-stream",
  };
  const path = `chat/files/${id}`;
  return call(access, { method: "PATCH", path, body: part, headers, progress, signal });
}

export function deleteFile(access: FileAccess, id: string): Promise<unknown> {
  return call(access, { method: "DELETE", path: `chat/files/${id}` });
}

/** Return a file or its thumbnail; `url` as a message's attachment tells it. */
export function readFile(access: FileAccess, url: string): Promise<Blob> {
  return call(access, { method: "GET", path: url.replace(/^\//, ""), responseType: "blob" });
}

// Not fetch: it does not tell how much of a body has been sent.
function call<Answer>(access: FileAccess, wanted: Call): Promise<Answer> {
  const { method, path, body, headers = {}, responseType = "json", progress, signal } = wanted;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, access.server + path);
    request.responseType = responseType;
    const every: Record<string, string> = {
      ...headers,
      "X-Beian-Conversation": `${access.conversation} ${access.key}`,
      ...(access.token === null ? {} : { Authorization: `Bearer ${access.token}` }),
    };
    Object.entries(every).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = progress ? (event) => progress(event.loaded) : null;
    request.onload = () => {
      if (request.status < 300) {
        resolve(request.response as Answer);
      } else {
        reject(problemOf(request));
      }
    };
    request.onerror = () => reject(new FileProblem(0, "offline"));
    request.onabort = () => reject(new FileProblem(0, "cancelled"));
    signal?.addEventListener("abort", () => request.abort());
    request.send(body ?? null);
  });
}

function problemOf(request: XMLHttpRequest): FileProblem {
  const told = request.responseType === "json" ? (request.response as unknown) : null;
  const { code, retry_after: wait } = (told ?? {}) as { code?: unknown; retry_after?: unknown };
  return new FileProblem(
    request.status,
    typeof code === "string" ? code : "unavailable",
    typeof wait === "number" ? wait : null,
  );
}
