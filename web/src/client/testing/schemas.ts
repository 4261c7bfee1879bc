import Ajv from "ajv";
import clientSchema from "../../../../desk/protocol/client-frame.schema.json";
import serverSchema from "../../../../desk/protocol/server-frame.schema.json";
import type { ClientFrame, ServerFrame } from "../protocol";

const ajv = new Ajv({ strict: false });
const isClientFrame = ajv.compile(clientSchema);
const isServerFrame = ajv.compile(serverSchema);

/** Throws where a frame is not of the desk's schema. */
export function checkedClientFrame(frame: unknown): ClientFrame {
  if (!isClientFrame(frame)) {
    throw new Error(`${JSON.stringify(frame)}: ${ajv.errorsText(isClientFrame.errors)}`);
  }
  return frame as ClientFrame;
}

export function checkedServerFrame(frame: ServerFrame): ServerFrame {
  if (!isServerFrame(frame)) {
    throw new Error(`${JSON.stringify(frame)}: ${ajv.errorsText(isServerFrame.errors)}`);
  }
  return frame;
}
