import { createBooks } from "./api/books";
import { loadBook, saveBook, saver } from "./book-file";
import { addWorkbook } from "./new-workbook";
import { addSample } from "./sample";

export interface ServeOptions {
  /** Undefined: the usual port, or another when it is taken. */
  readonly port?: number;
  readonly book?: string;
  readonly sample?: true;
  readonly keyFile?: string;
  readonly quota?: true;
}

/** The workbook to serve: the file's, the sample, or an empty one; a file is kept up to date. */
export function openBooks({ book: file, sample }: ServeOptions) {
  const books = createBooks();
  const stored = file === undefined ? undefined : loadBook(file);
  if (stored) books.add(stored);
  const id = stored?.id ?? (sample ? addSample(books) : addWorkbook(books));
  const save = () => {
    const book = books.get(id);
    if (file !== undefined && book !== undefined) saveBook(file, book);
  };
  save();
  if (stored && sample) process.stderr.write(`The workbook in ${file} is kept; the sample was not put in.\n`);
  return { books, id, isNew: stored === undefined, saving: saver(save) };
}
