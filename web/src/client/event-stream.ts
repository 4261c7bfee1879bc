/** Reads text/event-stream (HTML Standard, 9.2.6). Only the data of events is read, because the
 * desk sends nothing else. */
export class EventStreamReader {
  #rest = "";
  #data: string[] = [];

  /** Return the data of each event that ends in this chunk. A chunk may begin and end anywhere. */
  read(chunk: string): string[] {
    const text = this.#rest + chunk;
    // A carriage return at the end may be the first half of a line break.
    const whole = text.endsWith("\r") ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\r|\n/);
    this.#rest = (lines.pop() ?? "") + text.slice(whole.length);
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line: string): string[] {
    if (line === "") {
      const data = this.#data;
      this.#data = [];
      return data.length > 0 ? [data.join("\n")] : [];
    }
    const [, value] = /^data(?:: ?(.*))?$/.exec(line) ?? [undefined, null];
    if (value !== null) {
      this.#data.push(value ?? "");
    }
    return [];
  }
}
