/** The schemas of what the desk speaks, to which its own tests hold it. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where the desk's code lies. */
const DESK = "../beian/desk/";

export const CLIENT_FRAMES = "protocol/client-frame.schema.json";
export const SERVER_FRAMES = "protocol/server-frame.schema.json";
export const AGENTS_API = "console_api/openapi.json";

/** A schema by its path in the desk's code. */
export function deskSchema(path: string): object {
  const file = fileURLToPath(new URL(DESK + path, import.meta.url).href);
  return JSON.parse(readFileSync(file, "utf8")) as object;
}
