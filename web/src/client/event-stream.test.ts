// @vitest-environment node
import { describe, expect, it } from "vitest";
import { EventStreamReader } from "./event-stream";

describe("an event stream", () => {
  const stream =
    ': still here\n\ndata: {"a":1}\n\nevent: x\ndata:two\r\ndata: lines\r\n\r\ndata\n\n';
  const events = ['{"a":1}', "two\nlines", ""];

  it("gives the data of each event", () => {
    expect(new EventStreamReader().read(stream)).toEqual(events);
  });

  it("is read the same however it is cut into pieces", () => {
    for (let size = 1; size < stream.length; size += 1) {
      const reader = new EventStreamReader();
      const read: string[] = [];
      for (let start = 0; start < stream.length; start += size) {
        read.push(...reader.read(stream.slice(start, start + size)));
      }
      expect(read).toEqual(events);
    }
  });

  it("keeps an event that has not ended", () => {
    const reader = new EventStreamReader();
    expect(reader.read("data: a\n")).toEqual([]);
    expect(reader.read("\n")).toEqual(["a"]);
  });
});
