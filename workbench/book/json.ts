/** A JSON object whose shape the API's discovery document gives. */
// biome-ignore lint/suspicious/noExplicitAny: API messages are checked against the discovery document, not by the compiler.
export type Message = Record<string, any>;
