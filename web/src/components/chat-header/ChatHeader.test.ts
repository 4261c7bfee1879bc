import { expect, it } from "vitest";

import { mounted } from "../testing/shared-checks";
import ChatHeader from "./ChatHeader.vue";

const props = {
  phase: "online",
  canMaximise: true,
  maximised: false,
  soundOn: false,
  noticesOn: false,
  locale: "en",
  hasMessages: true,
  offersPerson: false,
};

it("says nothing of a connection that is up, and names any other state", async () => {
  const header = mounted(ChatHeader, props, "en");
  expect(header.text()).toBe("Filing assistant");
  await header.setProps({ phase: "connecting" });
  expect(header.text()).toContain("Connecting…");
  await header.setProps({ phase: "offline" });
  expect(header.text()).toContain("Offline");
});

it("shows the site's own title, marked with its language", () => {
  const title = mounted(ChatHeader, { ...props, title: "备案服务" }, "en").get("h2");
  expect(title.text()).toBe("备案服务");
  expect(title.attributes("lang")).toBe("zh-CN");
});

it("closes, and is maximised only where that is possible", async () => {
  const header = mounted(ChatHeader, props, "en");
  await header.get("[aria-label='Close the chat']").trigger("click");
  await header.get("[aria-label='Make larger']").trigger("click");
  expect(header.emitted()).toMatchObject({ close: [[]], maximise: [[]] });
  await header.setProps({ maximised: true });
  expect(header.find("[aria-label='Make smaller']").exists()).toBe(true);
  await header.setProps({ canMaximise: false });
  expect(header.find(".beian-header-size").exists()).toBe(false);
});

it("offers a person while the assistant answers", async () => {
  const header = mounted(ChatHeader, { ...props, offersPerson: true }, "en");
  await header.get(".beian-header-person").trigger("click");
  expect(header.emitted("person")).toHaveLength(1);
  await header.setProps({ offersPerson: false });
  expect(header.find(".beian-header-person").exists()).toBe(false);
});
