/** An error a cell shows: `ErrorValue` of the API. */
export class CellError {
  constructor(
    readonly type: "ERROR" | "DIVIDE_BY_ZERO" | "VALUE" | "REF" | "NAME" | "NUM" | "N_A",
    readonly message: string,
  ) {}
}

const ERROR_TEXTS: Record<string, CellError["type"]> = {
  "#REF!": "REF",
  "#N/A": "N_A",
  "#DIV/0!": "DIVIDE_BY_ZERO",
  "#VALUE!": "VALUE",
  "#NUM!": "NUM",
  "#NAME?": "NAME",
  "#ERROR!": "ERROR",
};

/** The error that a text such as `#REF!` stands for. */
export function errorOf(text: string): CellError {
  const type = ERROR_TEXTS[text] ?? "ERROR";
  return new CellError(type, type === "REF" ? "Reference does not exist." : text);
}

/** What a cell with the error shows. */
export function errorText(error: CellError): string {
  return Object.keys(ERROR_TEXTS).find((text) => ERROR_TEXTS[text] === error.type) as string;
}
