/** docs/errors.md as it should be. */
export function errorsPage(): Promise<string>;
