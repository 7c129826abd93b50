const LONGEST = 60;

/** A cell of a table for people: one long text would leave no room for the rest. */
export function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const characters = Array.from(text);
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join("")}…`;
}
