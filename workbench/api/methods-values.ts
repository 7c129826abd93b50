import type { Message } from "../book/json";
import { Shown } from "../book/shown";
import { appendValues } from "./append";
import { filterTargets } from "./data-filter";
import { findRange } from "./find-range";
import type { Shape } from "./method";
import type { Query } from "./query";
import { batchGetValues, getValues, type Rendering, valueRange } from "./values-read";
import { batchUpdateValues, clearValues, findParts, updateValues, type Writing } from "./values-write";

const RENDER = ["majorDimension", "valueRenderOption", "dateTimeRenderOption"];
const WRITE = [
  "valueInputOption",
  "includeValuesInResponse",
  "responseValueRenderOption",
  "responseDateTimeRenderOption",
];

function rendering(query: Query): Rendering {
  return {
    majorDimension: query.text("majorDimension"),
    valueRenderOption: query.text("valueRenderOption"),
    dateTimeRenderOption: query.text("dateTimeRenderOption"),
  };
}

function writing(query: Query): Writing {
  return {
    valueInputOption: query.text("valueInputOption"),
    includeValuesInResponse: query.flag("includeValuesInResponse"),
    valueRenderOption: query.text("responseValueRenderOption"),
    dateTimeRenderOption: query.text("responseDateTimeRenderOption"),
  };
}

/** The same, where the body says it. */
function bodyWriting(body: Message): Writing {
  return {
    valueInputOption: body.valueInputOption,
    includeValuesInResponse: body.includeValuesInResponse,
    valueRenderOption: body.responseValueRenderOption,
    dateTimeRenderOption: body.responseDateTimeRenderOption,
  };
}

/** The methods of `spreadsheets.values`. */
export const VALUES: Shape[] = [
  {
    verb: "GET",
    path: "/values/{}",
    query: RENDER,
    response: "ValueRange",
    work: ({ book, query, rest }) => getValues(book, rest, rendering(query)),
  },
  {
    verb: "GET",
    path: "/values:batchGet",
    query: [...RENDER, "ranges"],
    response: "BatchGetValuesResponse",
    work: ({ book, query }) => batchGetValues(book, query.all("ranges"), rendering(query)),
  },
  {
    verb: "PUT",
    path: "/values/{}",
    query: WRITE,
    body: ["ValueRange", "data"],
    response: "UpdateValuesResponse",
    work: ({ book, query, body, rest }) =>
      book.change(() => updateValues(book, findRange(book, rest), body, writing(query)).response),
  },
  {
    verb: "POST",
    path: "/values/{}:append",
    query: [...WRITE, "insertDataOption"],
    body: ["ValueRange", "data"],
    response: "AppendValuesResponse",
    work: ({ book, query, body, rest }) => {
      const how = { ...writing(query), insertDataOption: query.text("insertDataOption") };
      return book.change(() => appendValues(book, rest, body, how));
    },
  },
  {
    verb: "POST",
    path: "/values/{}:clear",
    body: ["ClearValuesRequest", ""],
    response: "ClearValuesResponse",
    work: ({ book, rest }) =>
      book.change(() => ({ spreadsheetId: book.id, clearedRange: clearValues(findRange(book, rest)) })),
  },
  {
    verb: "POST",
    path: "/values:batchClear",
    body: ["BatchClearValuesRequest", ""],
    response: "BatchClearValuesResponse",
    work: ({ book, body }) => {
      const ranges: string[] = body.ranges ?? [];
      const cleared = book.change(() => ranges.map((range) => clearValues(findRange(book, range))));
      return { spreadsheetId: book.id, clearedRanges: cleared };
    },
  },
  {
    verb: "POST",
    path: "/values:batchUpdate",
    body: ["BatchUpdateValuesRequest", ""],
    response: "BatchUpdateValuesResponse",
    work: ({ book, body }) =>
      book.change(() => {
        const { totals, responses } = batchUpdateValues(book, findParts(book, body.data ?? []), bodyWriting(body));
        return { ...totals, responses };
      }),
  },
];

/** Those that find their ranges by filter. */
export const VALUES_BY_FILTER: Shape[] = [
  {
    verb: "POST",
    path: "/values:batchGetByDataFilter",
    body: ["BatchGetValuesByDataFilterRequest", ""],
    response: "BatchGetValuesByDataFilterResponse",
    work: ({ book, body }) => {
      const shown = new Shown(book);
      const filters: Message[] = body.dataFilters ?? [];
      const valueRanges = filters.flatMap((filter) =>
        filterTargets(book, filter).map((target) => ({
          valueRange: valueRange(book, target, body, shown),
          dataFilters: [filter],
        })),
      );
      return { spreadsheetId: book.id, valueRanges };
    },
  },
  {
    verb: "POST",
    path: "/values:batchUpdateByDataFilter",
    body: ["BatchUpdateValuesByDataFilterRequest", ""],
    response: "BatchUpdateValuesByDataFilterResponse",
    work: ({ book, body }) =>
      book.change(() => {
        const parts = (body.data ?? []).flatMap((data: Message) =>
          filterTargets(book, data.dataFilter ?? {}).map((target) => ({ target, data })),
        );
        const { totals, responses } = batchUpdateValues(book, parts, bodyWriting(body));
        const named = responses.map(({ spreadsheetId: _, ...response }, index) => ({
          ...response,
          dataFilter: parts[index].data.dataFilter,
        }));
        return { ...totals, responses: named };
      }),
  },
  {
    verb: "POST",
    path: "/values:batchClearByDataFilter",
    body: ["BatchClearValuesByDataFilterRequest", ""],
    response: "BatchClearValuesByDataFilterResponse",
    work: ({ book, body }) => {
      const targets = (body.dataFilters ?? []).flatMap((filter: Message) => filterTargets(book, filter));
      return { spreadsheetId: book.id, clearedRanges: book.change(() => targets.map(clearValues)) };
    },
  },
];
