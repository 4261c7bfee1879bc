/** Checks what the fake desk says against the schema of the agents' API. */

import Ajv from "ajv/dist/2020";
import { AGENTS_API, deskSchema } from "../../../desk-schemas";
import type { DeskEvent } from "../contract";

interface Response {
  $ref?: string;
  content?: { "application/json": { schema: { $ref: string } } };
}
interface Api {
  paths: Record<string, Record<string, { responses: Record<string, Response> }>>;
  components: { responses: Record<string, Response> };
}

const api = deskSchema(AGENTS_API) as Api;
const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema(api, "api");

/** Throw if the API has no such call, or another answer to it. */
export function checkAnswer(method: string, route: string, status: number, body: unknown): void {
  const { content } = responseTo(method, route, status);
  if (content !== undefined) {
    check(content["application/json"].schema.$ref, body);
  } else if (body !== undefined) {
    throw new Error(`${method} ${route} has no answer: ${JSON.stringify(body)}`);
  }
}

/** Throw if the schema has no such event. */
export function checkEvent(event: DeskEvent): void {
  check("#/components/schemas/DeskEvent", event);
}

function responseTo(method: string, route: string, status: number): Response {
  const path = Object.keys(api.paths).find((template) =>
    new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(route),
  );
  const responses = api.paths[path ?? ""]?.[method.toLowerCase()]?.responses ?? {};
  const found = responses[status] ?? responses.default;
  const response = found?.$ref ? api.components.responses[nameOf(found.$ref)] : found;
  if (response === undefined) {
    throw new Error(`The agents' API has no ${method} ${route}.`);
  }
  return response;
}

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

function check(reference: string, value: unknown): void {
  if (!ajv.validate({ $ref: `api${reference}` }, value)) {
    throw new Error(`${JSON.stringify(value)}: ${ajv.errorsText()}`);
  }
}
