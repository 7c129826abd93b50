import pc from "picocolors";
import { createBooks } from "./api/books";
import { loadBook, saveBook, saver } from "./book-file";
import { Failure } from "./failure";
import { provideKeyFile } from "./key-file";
import { addWorkbook } from "./new-workbook";
import { addSample } from "./sample";
import { type LocalGoogle, type ServerOptions, startServer } from "./server/start";

export interface ServeOptions {
  /** Undefined: the usual port, or another when it is taken. */
  readonly port?: number;
  readonly book?: string;
  readonly sample?: true;
  readonly keyFile?: string;
  readonly quota?: true;
}

/** Easy to remember, and no well-known service's. */
const USUAL_PORT = 8787;

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

/** Serves one workbook, prints where, and returns a function that saves and stops. */
export async function serve(options: ServeOptions): Promise<() => Promise<void>> {
  const { books, id, saving } = openBooks(options);
  const google = await listen(options.port, {
    books,
    quota: options.quota ?? false,
    ...(options.book !== undefined && { onChange: saving.changed }),
  });

  const bold = process.stdout.isTTY ? pc.bold : String;
  const lines = [`Listening on ${bold(google.url)}`, `Workbook: ${bold(id)}`, `Token: ${bold(google.token)}`];
  if (options.keyFile !== undefined) {
    const key = provideKeyFile(options.keyFile, google);
    google.access.share(id, key.client_email, "writer");
    lines.push(`Key file: ${bold(options.keyFile)}`, `Shared with: ${bold(key.client_email)}`);
  }
  process.stdout.write(`${lines.join("\n")}\n`);

  return async () => {
    await google.close();
    saving.flush();
  };
}

const listen = (port: number | undefined, options: ServerOptions): Promise<LocalGoogle> =>
  onPort(port, (free) => startServer({ ...options, port: free }));

/** Starts something on the port asked for; without one on the usual port, or any other when that is taken. */
export async function onPort<T>(port: number | undefined, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(port ?? USUAL_PORT);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (port === undefined && code === "EADDRINUSE") return start(0);
    if (code === "EADDRINUSE") {
      throw new Failure(1, `Port ${port} is taken.`, "Stop what uses it, give another --port, or leave --port out.");
    }
    if (code === "EACCES") throw new Failure(1, `Port ${port} may not be used by you.`, "Give a --port above 1023.");
    throw error;
  }
}
