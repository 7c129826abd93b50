import * as v from "valibot";
import { COMPANIES, LEADS, type TabContract } from "../../shared/contract";
import { type OwnHeader, readOwnHeaders } from "../../shared/own-headers";
import { text } from "./values";

const headers = v.array(text, "must be a list of headers");

function fieldsOf({ fields }: TabContract) {
  return v.partial(
    v.object(Object.fromEntries(fields.map(({ name }) => [name, headers])), "must be an object with fields of the tab"),
  );
}

/** Further headers by tab and field: `{ "leads": { "company": ["Account"] } }`. */
export const contractEntries = { leads: fieldsOf(LEADS), companies: fieldsOf(COMPANIES) };

export const contractSettings = v.pipe(
  v.partial(v.object(contractEntries, "must be an object with leads or companies")),
  v.rawTransform(({ dataset, addIssue }): OwnHeader[] => {
    const listed = Object.entries(dataset.value).flatMap(([tab, fields]) =>
      Object.entries(fields ?? {}).flatMap(([column, own]) => (own ?? []).map((header) => ({ tab, column, header }))),
    );
    for (const fault of readOwnHeaders(listed).faults)
      addIssue({ message: `cannot be so: ${fault.replace(/[.]$/, "")}` });
    return listed;
  }),
);
