import { expect, it } from "vitest";
import { defineComponent, h } from "vue";

import { AGENTS_API, deskSchema } from "../../desk-schemas";
import { isFileFault } from "../files/texts";
import { Room, windowOf } from "./testing/mounted";
import { useReasons } from "./use-reasons";

windowOf({ width: 1600 });

interface Api {
  components: { schemas: { ErrorCode: { enum: string[] } } };
}
const codes = (deskSchema(AGENTS_API) as Api).components.schemas.ErrorCode.enum;
const HAN = /\p{Script=Han}/u;

const Reason = defineComponent({
  props: { code: { type: String, required: true } },
  setup(props) {
    const { why } = useReasons();
    return () => h("p", why(props.code, "a sentence for developers"));
  },
});

it("knows the codes of the agents' API", () => {
  expect(codes.length).toBeGreaterThan(40);
  expect(codes).toContain("unknown_variable");
  expect(codes.filter(isFileFault)).toContain("locked_pdf");
});

it.each([...codes, "unreachable"])("has words for %s in both languages", (code) => {
  const room = new Room();
  const said = (["zh", "en"] as const).map((locale) => room.mount(Reason, { code }, locale).text());
  room.leave();
  expect(said.join()).not.toContain("developers");
  expect(said.map((words) => HAN.test(words))).toEqual([true, false]);
});

it("shows the desk's sentence for a code of a later version", () => {
  const room = new Room();
  expect(room.mount(Reason, { code: "something_new" }, "zh").text()).toContain("for developers");
  room.leave();
});
