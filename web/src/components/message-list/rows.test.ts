import { expect, it } from "vitest";

import { exampleMessage, examplePhoto } from "../testing/examples";
import { rowsOf } from "./rows";

const buttons = [{ title: "A", payload: "/a" }];
const at = (minute: number) => new Date(2026, 10, 24, 12, minute).toISOString();

it("offers only the buttons that came after the visitor's last message", () => {
  const rows = rowsOf([
    exampleMessage({ seq: 1, buttons }),
    exampleMessage({ seq: 2, author: "visitor" }),
    exampleMessage({ seq: 3, buttons }),
    exampleMessage({ seq: 4, author: "notice", buttons }),
  ]);
  expect(rows.map((row) => row.offersReplies)).toEqual([false, false, true, true]);
});

it("takes feedback once an answer, at its last message, and none on other messages", () => {
  const rows = rowsOf([
    exampleMessage({ seq: 1 }),
    exampleMessage({ seq: 2, author: "visitor" }),
    exampleMessage({ seq: 3, answers: 2 }),
    exampleMessage({ seq: 4, answers: 2 }),
    exampleMessage({ seq: 5, author: "notice", answers: 2 }),
    exampleMessage({ seq: 6, author: "agent", answers: 2 }),
  ]);
  const taken = rows.map((row) => row.takesFeedback);
  expect(taken).toEqual([false, false, false, true, false, false]);
});

it("groups what one author says within minutes, by day", () => {
  const rows = rowsOf([
    exampleMessage({ at: new Date(2026, 10, 23, 23, 59).toISOString() }),
    exampleMessage({ at: new Date(2026, 10, 24, 0, 1).toISOString() }),
    exampleMessage({ at: at(0) }),
    exampleMessage({ at: at(3) }),
    exampleMessage({ at: at(4), author: "agent", name: "Li" }),
    exampleMessage({ at: at(5), author: "agent", name: "Wang" }),
  ]);
  expect(rows.map((row) => row.startsDay)).toEqual([true, true, false, false, false, false]);
  expect(rows.map((row) => row.startsGroup)).toEqual([true, true, true, false, true, true]);
  expect(rows.map((row) => row.endsGroup)).toEqual([true, true, false, true, true, true]);
});

it("keeps the buttons of a question when only files came since", () => {
  const asked = exampleMessage({ seq: 1, buttons: [{ title: "Talk to a person", payload: "/p" }] });
  const file = exampleMessage({ seq: 2, author: "visitor", attachments: [examplePhoto] });
  const text = exampleMessage({ seq: 3, author: "visitor" });
  expect(rowsOf([asked, file])[0]?.offersReplies).toBe(true);
  expect(rowsOf([asked, file, text])[0]?.offersReplies).toBe(false);
});

it("shows a question which paper a file is at its last place alone, below the newest file", () => {
  const which = { author: "notice" as const, text: "Which paper is “1.jpg”?" };
  const paper = [{ title: "Letter", payload: '/desk_paper{"file": "f1", "paper": "letter"}' }];
  const file = { author: "visitor" as const, attachments: [examplePhoto] };
  const rows = rowsOf([
    exampleMessage({ seq: 1, ...which, buttons: paper }),
    exampleMessage({ seq: 2, author: "visitor" }),
    exampleMessage({ seq: 3, ...file }),
    exampleMessage({ seq: 4, ...which, buttons: paper }),
    exampleMessage({ seq: 5, ...file }),
    exampleMessage({ seq: 6, ...which, buttons: paper }),
  ]);
  expect(rows.map((row) => row.message.seq)).toEqual([1, 2, 3, 5, 6]);
  expect(rows.at(-1)?.offersReplies).toBe(true);
});
