/** Characters of a password, as the desk wants them. */
export const SHORTEST_PASSWORD = 10;
