/** What a question may ask for by `:name`. */
export const PARAMETERS = ["as_of", "year_start", "ten_days_start", "today"] as const;
export type Parameter = (typeof PARAMETERS)[number];

export interface Bound {
  /** The statement with `$name` for `:name`: DuckDB knows no `:name`, Spark no `$name`. */
  sql: string;
  /** Each name asked for, with its place in the original text. */
  parameters: { name: string; at: number }[];
  /** Places of `;` outside strings and comments. */
  semicolons: number[];
}

/** Strings, names in quotes, comments, casts (`::`), parameters and semicolons; everything between them is passed over. */
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|::|:([A-Za-z_]\w*)|;/g;

/** Rewrites a statement's parameters for DuckDB; text in strings and comments stays as it is. */
export function bindNames(sql: string): Bound {
  const parameters: Bound["parameters"] = [];
  const semicolons: number[] = [];
  const rewritten = sql.replaceAll(TOKEN, (token, name, at) => {
    if (name !== undefined) {
      parameters.push({ name, at });
      return `$${name}`;
    }
    if (token === ";") semicolons.push(at);
    return token;
  });
  return { sql: rewritten, parameters, semicolons };
}
