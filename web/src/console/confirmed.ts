import { ElMessageBox } from "element-plus";

interface Words {
  title: string;
  question: string;
  /** What the two buttons say. */
  confirm: string;
  cancel: string;
}

/** Ask the agent before something that can't be undone, and return whether they confirmed it. */
export async function confirmed({ title, question, confirm, cancel }: Words): Promise<boolean> {
  const answer = await ElMessageBox.confirm(question, title, {
    confirmButtonText: confirm,
    cancelButtonText: cancel,
    type: "warning",
  }).catch(() => "cancel");
  return answer === "confirm";
}
