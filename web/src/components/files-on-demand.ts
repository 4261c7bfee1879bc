/** The components for files, which are loaded when the first file is sent or shown. */

import type { InjectionKey } from "vue";

import type { FileAccess } from "../client/state";
import { onDemand } from "./on-demand";

/** How files are sent and read; provided by who has the chat. */
export const fileAccessKey: InjectionKey<() => FileAccess | null> = Symbol("file-access");

export const FileCard = onDemand(async () => (await import("../files")).FileCard);
export const FileTray = onDemand(async () => (await import("../files")).FileTray);
