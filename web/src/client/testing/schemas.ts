import Ajv from "ajv";
import { CLIENT_FRAMES, SERVER_FRAMES, deskSchema } from "../../../desk-schemas";
import type { ClientFrame, ServerFrame } from "../protocol";

const ajv = new Ajv({ strict: false });
const isClientFrame = ajv.compile<ClientFrame>(deskSchema(CLIENT_FRAMES));
const isServerFrame = ajv.compile<ServerFrame>(deskSchema(SERVER_FRAMES));

/** Throw if a frame does not match the desk's schema. */
export function checkedClientFrame(frame: unknown): ClientFrame {
  if (!isClientFrame(frame)) {
    throw new Error(`${JSON.stringify(frame)}: ${ajv.errorsText(isClientFrame.errors)}`);
  }
  return frame;
}

export function checkedServerFrame(frame: ServerFrame): ServerFrame {
  if (!isServerFrame(frame)) {
    throw new Error(`${JSON.stringify(frame)}: ${ajv.errorsText(isServerFrame.errors)}`);
  }
  return frame;
}
