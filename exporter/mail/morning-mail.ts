import { instantInWords } from "../../shared/instant-words";
import { type Morning, type MorningLink, morningOf } from "../../shared/morning";
import { morningHtml } from "../../shared/morning-html";
import { morningText } from "../../shared/morning-text";
import { FALLBACK } from "../inputs/copy/notice";
import { DASHBOARD, pageAddress, snapshotKey } from "../publish/layout";
import type { Manifest } from "../publish/manifest";
import { addressOf } from "../stores/address";
import type { Report } from "../words/report";
import { loadZone } from "../words/zone";
import { type Message, shortLine } from "./message";

/** A published snapshot, as readers are told of it. */
export interface Published {
  readonly report: Report;
  readonly manifest: Manifest;
  /** Where the snapshots are. */
  readonly out: string;
  /** The address under which they are served; `null`: they are not. */
  readonly site: string | null;
}

/** What there is to tell of a snapshot. */
export function morning({ report, manifest, out, site }: Published): Morning {
  const { asOf, zone, counts, answers, marks, compared, notices, snapshot } = report;
  const book = manifest.sources.find((source) => source.kind === "spreadsheet");
  const dashboard =
    site === null ? addressOf(out, snapshotKey(snapshot, DASHBOARD)) : `${site}/${pageAddress(snapshot)}`;
  const links: MorningLink[] = [{ words: "The dashboard", to: dashboard }];
  if (book !== undefined) {
    links.push({ words: "The workbook", to: `https://docs.google.com/spreadsheets/d/${book.workbook_id}` });
  }
  return morningOf({
    name: book?.workbook_title ?? out,
    asOf: instantInWords(Date.parse(asOf), loadZone(zone)),
    counts,
    answers,
    marks,
    compared,
    warnings: notices.filter(({ code }) => code === FALLBACK).map(({ sentence }) => sentence),
    links,
  });
}

/** The mail of the answers. `more`: sentences that were asked for. */
export function morningMail(published: Published, more: readonly string[]): Message {
  const said = morning(published);
  const whole = { ...said, sentences: [...said.sentences, ...more] };
  return { subject: shortLine(said.subject), text: morningText(whole), html: morningHtml(whole) };
}
