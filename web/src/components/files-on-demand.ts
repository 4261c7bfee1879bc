/** The components for files, which are loaded when the first file is sent or shown. */

import { defineAsyncComponent, type Component, type InjectionKey } from "vue";

import type { FileAccess } from "../client/state";

/** How files are sent and read; provided by who has the chat. */
export const fileAccessKey: InjectionKey<() => FileAccess | null> = Symbol("file-access");

const AGAIN_MS = 5000;

/** What was handed over waits until they have come. */
function onDemand<Part extends Component>(loader: () => Promise<Part>): Part {
  return defineAsyncComponent({
    loader,
    onError: (_, retry) => void setTimeout(retry, AGAIN_MS),
  });
}

export const FileCard = onDemand(async () => (await import("../files")).FileCard);
export const FileTray = onDemand(async () => (await import("../files")).FileTray);
