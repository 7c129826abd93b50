import { Failure } from "../words/failure";

const SEE_OUTPUT =
  "The run's own output has the full sentence; it may quote what stands in the sheet, and a mail does not.";

/** A failure in words that hold no cell of the tables: what its code says where its own words could. */
export function quotable(failure: Failure): { sentence: string; wayOut: string } {
  const { kind, message, wayOut } = original(failure);
  return {
    sentence: kind.quote === "all" ? message : kind.when,
    wayOut: kind.quote === undefined ? SEE_OUTPUT : wayOut,
  };
}

/** A failure that could not be told to the workbook has the words of a second one in its way out. */
function original(failure: Failure): Failure {
  const { cause } = failure;
  return cause instanceof Failure && cause.code === failure.code ? original(cause) : failure;
}
