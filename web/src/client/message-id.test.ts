// @vitest-environment node
import { expect, it } from "vitest";
import { newMessageId } from "./message-id";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it("is a UUID", () => {
  expect(newMessageId()).toMatch(UUID);
});

it("is one on a page without https, too", () => {
  const source = { getRandomValues: crypto.getRandomValues.bind(crypto) } as Crypto;
  const ids = new Set(Array.from({ length: 100 }, () => newMessageId(source)));
  expect(ids.size).toBe(100);
  ids.forEach((id) => expect(id).toMatch(UUID));
});
