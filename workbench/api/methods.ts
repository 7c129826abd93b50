import { createSpreadsheet } from "./create";
import { responseMask } from "./field-mask";
import { type Method, method } from "./method";
import { SPREADSHEETS } from "./methods-spreadsheet";
import { VALUES, VALUES_BY_FILTER } from "./methods-values";
import { present } from "./present";
import { Query } from "./query";
import { readMessage } from "./read-message";
import { spreadsheet } from "./spreadsheet";

const create: Method = {
  verb: "POST",
  path: /^\/v4\/spreadsheets$/,
  answer: (books, request) => {
    const query = new Query(request.query, []);
    const body = readMessage("Spreadsheet", request.body, "spreadsheet");
    const fields = query.text("fields");
    const mask = fields === undefined || fields === "" ? undefined : responseMask("Spreadsheet", fields);
    const book = createSpreadsheet(body, body.spreadsheetId ?? books.nextId("spreadsheet"), books.nextId);
    books.add(book);
    return present("Spreadsheet", spreadsheet(book, { mask, account: books.account }), mask);
  },
};

/** Every method of the API, the more particular path first. */
export const METHODS: readonly Method[] = [create, ...[...SPREADSHEETS, ...VALUES, ...VALUES_BY_FILTER].map(method)];
