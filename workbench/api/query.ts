import { badRequest } from "./errors";
import { enumName, snakeCase } from "./read-message";

/** Parameters every method of the API takes. */
const COMMON = new Set(
  "$.xgafv access_token alt callback fields key oauth_token prettyPrint quotaUser uploadType upload_protocol".split(
    " ",
  ),
);

/** Values of the enumerations that stand in a query. */
const ENUMS: Record<string, readonly string[]> = {
  majorDimension: ["DIMENSION_UNSPECIFIED", "ROWS", "COLUMNS"],
  valueRenderOption: ["FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"],
  responseValueRenderOption: ["FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"],
  dateTimeRenderOption: ["SERIAL_NUMBER", "FORMATTED_STRING"],
  responseDateTimeRenderOption: ["SERIAL_NUMBER", "FORMATTED_STRING"],
  valueInputOption: ["INPUT_VALUE_OPTION_UNSPECIFIED", "RAW", "USER_ENTERED"],
  insertDataOption: ["OVERWRITE", "INSERT_ROWS"],
};
const FLAGS = new Set(["includeGridData", "includeValuesInResponse", "excludeTablesInBandedRanges"]);

/** The query of a method, checked: every name it does not know and every wrong value is a 400. */
export class Query {
  constructor(
    private readonly given: URLSearchParams,
    allowed: readonly string[],
  ) {
    for (const [name, value] of given) {
      const known = this.known(name, allowed);
      if (known === undefined) {
        throw badRequest([
          {
            description: `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
          },
        ]);
      }
      const field = snakeCase(known);
      const values = ENUMS[known];
      if (values !== undefined && !values.includes(value)) throw wrong(field, enumName(field), value);
      if (FLAGS.has(known) && !/^(true|false)$/i.test(value)) throw wrong(field, "TYPE_BOOL", value);
    }
  }

  /** Google takes `value_input_option` for `valueInputOption`. */
  private known(name: string, allowed: readonly string[]): string | undefined {
    if (COMMON.has(name)) return name;
    return allowed.find((one) => one === name || snakeCase(one) === name);
  }

  text(name: string): string | undefined {
    return this.given.get(name) ?? this.given.get(snakeCase(name)) ?? undefined;
  }

  all(name: string): string[] {
    return this.given.getAll(name);
  }

  flag(name: string): boolean {
    return this.text(name)?.toLowerCase() === "true";
  }
}

function wrong(field: string, type: string, value: string) {
  return badRequest([{ field, description: `Invalid value at '${field}' (${type}), "${value}"` }]);
}
