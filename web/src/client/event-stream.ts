/** Reads text/event-stream (HTML Standard, 9.2.6): gives the data of each event. Everything else
 * that an event may have is left out: the desk sends nothing else. */
export class EventStreamReader {
  #rest = "";
  #data: string[] = [];

  /** The data of the events that end in this chunk, which may begin and end anywhere. */
  read(chunk: string): string[] {
    const text = this.#rest + chunk;
    // A carriage return at the end may be half of a line's end.
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
