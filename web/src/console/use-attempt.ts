import { ElMessage } from "element-plus";

import { ApiError } from "./api";
import { useLanguage } from "./use-language";

/** Run an action of the agent, and show why if the desk refuses it. */
export function useAttempt() {
  const { t, te } = useLanguage();

  function why(error: ApiError): string {
    const key = `console-app.error.${error.code}`;
    return te(key) ? t(key) : t("console-app.error.unknown", { reason: error.message });
  }

  /** Return whether the action succeeded. */
  async function attempt(action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      // The sign-in page and the conversation itself show these.
      if (error.code !== "signed_out" && error.code !== "taken") {
        ElMessage({ type: "error", message: why(error), grouping: true, duration: 6000 });
      }
      return false;
    }
  }

  return { attempt };
}
