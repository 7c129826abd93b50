// The whole job as one eager Polars program (lazy measured no better): the other thing a person would write instead.
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { flush, hashed } from "./guarantees.mjs";
import { perDay, perMonth, phases, job as readJob } from "./job.mjs";

const phase = phases();
phase.end("start");
const { default: pl } = await import("nodejs-polars");
const job = readJob();
const sources = job.isProven ? hashed([job.leads, job.companies]) : null;
phase.end("load Polars");

// Node sees only the small handle of a frame, so without this it would keep every dropped frame to the end (1.9 GB).
// The memory itself goes on the next turn of the event loop.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const freeDroppedFrames = async () => {
  collect();
  await new Promise((resolve) => setImmediate(resolve));
};
const { col, lit } = pl;
const time = (text) => lit(text).str.strptime(pl.Datetime, "%Y-%m-%d %H:%M:%S");
const written = [];
/** Writes a frame and, with guarantees, reads it back and compares every value. */
function write(frame, name) {
  const path = join(job.out, `${name}.parquet`);
  frame.writeParquet(path, { compression: "zstd" });
  written.push(path);
  if (job.isProven && !pl.readParquet(path).frameEqual(frame, true))
    throw new Error(`${name}.parquet reads back differently`);
}
const csv = (path, columns) => {
  const frame = pl.readCSV(path, { inferSchemaLength: 0, quoteChar: '"' });
  return frame
    .rename(Object.fromEntries(frame.columns.map((column, i) => [column, columns[i]])))
    .withRowIndex("row", 2);
};

/** Only the few rows with spaces to tidy go through the slow replacement, then back to their places. */
function tidied(frame, columns) {
  const spaced = frame.select(
    pl
      .anyHorizontal(columns.map((c) => col(c).str.contains("  |^ | $")))
      .fillNull(false)
      .alias("spaced"),
  );
  const all = frame.hstack(spaced);
  const tidy = columns.map((c) => col(c).str.replaceAll(" +", " ").str.strip());
  const emptyIsNull = columns.map((c) =>
    pl
      .when(col(c).eq(lit("")))
      .then(lit(null))
      .otherwise(col(c))
      .alias(c),
  );
  const slow = all
    .filter(col("spaced"))
    .withColumns(...tidy)
    .withColumns(...emptyIsNull);
  return pl.concat([all.filter(col("spaced").not()), slow]).drop("spaced");
}

const canonical = csv(job.countries, ["cell", "name", "code", "key"]).drop("row");

/** The country columns beside the frame, as `name`, `code` and `key`. A left join keeps the order of its left side. */
function withCountry(frame, column) {
  const found = frame.select(col(column).alias("cell")).join(canonical, { on: "cell", how: "left" });
  return frame.hstack(found.drop("cell"));
}

const allNull = (columns) => pl.allHorizontal(columns.map((c) => col(c).isNull()));
const anyNull = (columns) => pl.anyHorizontal(columns.map((c) => col(c).isNull()));

const key = (column) => col(column).str.toLowerCase();

/** Rows that lose to a twin, as `row` and `repeat_of`. Rows that share a hash are few: only those are compared in full. */
function repeats(rows, keys, order) {
  const suspects = rows
    .filter(
      rows
        .select(...keys)
        .hashRows()
        .isDuplicated(),
    )
    .sort({ by: order });
  const winners = suspects.groupBy(...keys).agg(col("row").first().alias("repeat_of"));
  return suspects
    .join(winners, { on: keys, how: "inner" })
    .filter(col("row").neq(col("repeat_of")))
    .select("row", "repeat_of");
}

const checked = (when) => when.otherwise(lit(null)).alias("problem");

const TEXTS = ["company", "first_name", "last_name", "title", "country", "ts"];

async function readLeads() {
  const leads = withCountry(tidied(csv(job.leads, TEXTS), TEXTS), "country");
  await freeDroppedFrames();
  const timed = leads.withColumns(col("ts").str.strptime(pl.Datetime, "%Y-%m-%d %H:%M:%S").alias("local_time"));
  return timed.withColumns(
    checked(
      pl
        .when(allNull(TEXTS))
        .then(lit("blank"))
        .when(anyNull(TEXTS))
        .then(lit("MISSING"))
        .when(col("local_time").isNull())
        .then(lit("BAD_TIMESTAMP"))
        .when(col("local_time").lt(time(job.earliest)))
        .then(lit("OUT_OF_RANGE"))
        .when(col("local_time").gt(time(job.latest)))
        .then(lit("FUTURE_TIMESTAMP")),
    ),
  );
}

function readCompanies() {
  const columns = ["company", "hq"];
  const companies = withCountry(tidied(csv(job.companies, columns), columns), "hq");
  return companies.withColumns(
    checked(pl.when(allNull(columns)).then(lit("blank")).when(anyNull(columns)).then(lit("MISSING"))),
  );
}

const isGood = col("problem").isNull();
const isHeld = col("problem").neq(lit("blank"));

/** Splits a tab by verdict, counts it and writes all but its clean rows. */
function judged(all, name, lost, shown, raw) {
  const held = all.filter(isHeld).select("row", "problem", ...raw);
  write(held, `held-${name}`);
  write(all.join(lost, { on: "row", how: "inner" }).select("row", "repeat_of", ...shown), `duplicate-${name}`);
  const clean = all.filter(isGood).join(lost, { on: "row", how: "anti" });
  const counts = {
    read: all.height,
    blank: all.height - clean.height - lost.height - held.height,
    clean: clean.height,
    duplicate: lost.height,
    held: held.height,
  };
  return { clean, counts };
}

const LEAD = [
  col("company"),
  col("first_name"),
  col("last_name"),
  col("title"),
  col("name").alias("country"),
  col("code").alias("country_code"),
  col("local_time")
    .sub(lit(job.offsetHours * 3_600_000).cast(pl.Duration("ms")))
    .alias("operator_timestamp"),
  col("local_time").cast(pl.Date).alias("local_date"),
];
const HQ = [col("company"), col("name").alias("hq_location"), col("code").alias("hq_code")];

let leads = await readLeads();
await freeDroppedFrames();
phase.end("read leads");
const LEAD_KEYS = [key("company").alias("k1"), key("first_name").alias("k2"), key("last_name").alias("k3"), "key"];
const leadRepeats = repeats(
  leads.filter(isGood).select("row", "local_time", ...LEAD_KEYS),
  ["k1", "k2", "k3", "key"],
  ["local_time", "row"],
);
await freeDroppedFrames();
phase.end("duplicate leads");
leads = judged(leads, "leads", leadRepeats, LEAD, TEXTS);
await freeDroppedFrames();
write(leads.clean.select("row", ...LEAD), "leads");
leads.clean = leads.clean.select("company", "key", "name", "code", "local_time");
await freeDroppedFrames();
phase.end("write leads");

let companies = readCompanies();
await freeDroppedFrames();
phase.end("read companies");
const companyRepeats = repeats(
  companies.filter(isGood).select("row", key("company").alias("k1"), "key"),
  ["k1", "key"],
  ["row"],
);
await freeDroppedFrames();
phase.end("duplicate companies");
companies = judged(companies, "companies", companyRepeats, HQ, ["company", "hq"]);
await freeDroppedFrames();
write(companies.clean.select("row", ...HQ), "companies");
phase.end("write companies");

const tally = (frame, by, name, as) =>
  frame
    .groupBy(...by)
    .agg(pl.len().cast(pl.Int32).alias(as))
    .sort({ by: [col(as).mul(-1), col(name)] });
const times = leads.clean.select("local_time").filter(col("local_time").ltEq(time(job.now)));
const months = times
  .filter(col("local_time").gtEq(time(job.yearStart)))
  .select(col("local_time").dt.month().cast(pl.Int32).alias("month"));
const days = times
  .filter(col("local_time").gtEq(time(`${job.days[0]} 00:00:00`)))
  .select(col("local_time").dt.strftime("%Y-%m-%d").alias("day"));
const countries = tally(
  leads.clean.select(col("name").alias("country"), col("code").alias("country_code")),
  ["country", "country_code"],
  "country",
  "leads",
);
const headquarters = companies.clean.select("company", key("company").alias("k1"), "key");
const staffed = leads.clean
  .select(key("company").alias("k1"), "key")
  .join(headquarters, { on: ["k1", "key"], how: "semi" })
  .groupBy("k1")
  .agg(pl.len().cast(pl.Int32).alias("staff"));
const named = headquarters.join(staffed, { on: "k1", how: "semi" }).groupBy("k1").agg(col("company").min());
const staff = staffed
  .join(named, { on: "k1", how: "inner" })
  .select("company", "staff")
  .sort({ by: [col("staff").mul(-1), col("company")] });
const found = (frame, by) => new Map(tally(frame, [by], by, "leads").rows());
const ranked = countries.head(20).toRecords();
const output = {
  sources: await sources,
  counts: { leads: leads.counts, companies: companies.counts },
  answers: {
    leads_per_month: perMonth(job, found(months, "month")),
    leads_past_10_days: perDay(job, found(days, "day")),
    top_countries: ranked.map((record, i) => ({ rank: i + 1, ...record })),
    hq_staff: staff.toRecords(),
  },
};
phase.end("answers");
if (job.isProven) flush(written);
phase.end("flush");
console.log(JSON.stringify(output));
phase.end("print");
phase.print();
