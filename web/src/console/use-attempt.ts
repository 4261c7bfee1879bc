import { ElMessage, type MessageHandler } from "element-plus";

import { ApiError } from "./api";
import { useReasons } from "./use-reasons";

/** Why the last action was refused, as long as that is shown. */
let refusal: MessageHandler | undefined;

/** Run an action of the agent, and show why if the desk refuses it. */
export function useAttempt() {
  const { why } = useReasons();

  /** Return whether the action succeeded. What was refused before it is of no interest any more. */
  async function attempt(action: () => Promise<unknown>): Promise<boolean> {
    refusal?.close();
    refusal = undefined;
    try {
      await action();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      // The sign-in page and the conversation itself show these.
      if (error.code !== "signed_out" && error.code !== "taken") {
        refusal = ElMessage({
          type: "error",
          message: why(error.code, error.message),
          duration: 6000,
        });
      }
      return false;
    }
  }

  return { attempt };
}
