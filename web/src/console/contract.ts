/** The bodies and events of the agents' API; their types are generated from the desk's schema. */

export type * from "../generated/agents-api";
