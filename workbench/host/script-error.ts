/** What a function of the script threw at the person who started it; `cause` is the script's own error. */
export class ScriptError extends Error {}
