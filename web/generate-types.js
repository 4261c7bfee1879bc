/** Writes the types of the desk's frames and of its agents' API to src/generated, from the schemas
 * that the desk's own tests hold it to. With --check, only tells whether they are up to date.
 *
 * They are committed: a change of the contract shows in a review, and editors, tests and builds
 * find them without a step before. */

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";
import prettier from "prettier";
import { AGENTS_API, CLIENT_FRAMES, SERVER_FRAMES, deskSchema } from "./desk-schemas.ts";

const GENERATED = new URL("src/generated/", import.meta.url);

const CONTRACTS = [
  { name: "client-frame", source: CLIENT_FRAMES, read: frames },
  { name: "server-frame", source: SERVER_FRAMES, read: frames },
  { name: "agents-api", source: AGENTS_API, read: components },
];

const outdated = [];
for (const { name, source, read } of CONTRACTS) {
  const target = new URL(`${name}.ts`, GENERATED);
  const text = await typesOf(name, source, read);
  if (process.argv.includes("--check")) {
    if ((await readFile(target, "utf8").catch(() => "")) !== text) {
      outdated.push(fileURLToPath(target));
    }
  } else {
    await writeFile(target, text);
  }
}
if (outdated.length > 0) {
  console.error(`Not up to date with the desk's schemas: ${outdated.join(", ")}`);
  console.error("Run `npm run generate` in web/ and commit what it writes.");
  process.exitCode = 1;
}

async function typesOf(name, source, read) {
  const text = await compile(read(deskSchema(source)), name, {
    additionalProperties: false,
    bannerComment: `/** Generated from the desk's ${source} by generate-types.js. */`,
    format: false,
    unreachableDefinitions: true,
  });
  const style = await prettier.resolveConfig(fileURLToPath(GENERATED));
  return prettier.format(text, { ...style, parser: "typescript" });
}

/** A schema of frames is a list of "if the type is this, then that definition", which gives precise
 * errors; as a type it is one of these definitions. */
function frames({ description, allOf, definitions }) {
  return {
    description,
    oneOf: allOf.map((rule) => rule.then),
    definitions: Object.fromEntries(
      Object.entries(definitions).map(([name, definition]) => [name, alternatives(definition)]),
    ),
  };
}

/** An object of which one property or another is required, as one type for each. */
function alternatives({ oneOf, ...object }) {
  if (oneOf === undefined) {
    return object;
  }
  const { description, ...shared } = object;
  return {
    description,
    oneOf: oneOf.map(({ required }) => {
      const others = oneOf.flatMap((other) => other.required).filter((p) => !required.includes(p));
      const properties = Object.entries(object.properties).filter(([p]) => !others.includes(p));
      return {
        ...shared,
        required: [...object.required, ...required],
        properties: Object.fromEntries(properties),
      };
    }),
  };
}

/** The schemas of an OpenAPI document, each as a type of its own and all in one by their names. */
function components({ info, components: { schemas } }) {
  const text = JSON.stringify(schemas).replaceAll("#/components/schemas/", "#/definitions/");
  const definitions = JSON.parse(text);
  const names = Object.keys(definitions);
  return {
    description: info.description,
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }])),
    definitions,
  };
}
