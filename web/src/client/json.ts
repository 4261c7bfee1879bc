/** Return JSON as it should be. Old libraries give arrays, numbers and dates a `toJSON` of their own
 * (Prototype.js does), with which JSON.stringify makes a text of a whole array. */
export function toJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map((one: unknown) => toJson(one ?? null)).join(",")}]`;
  }
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }
  const members: string[] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) {
      members.push(`${JSON.stringify(key)}:${toJson(member)}`);
    }
  }
  return `{${members.join(",")}}`;
}
