// What is used of DuckDB's library, which is CommonJS: named here, so that a bundle keeps the names.
export { DuckDBDateValue, DuckDBInstance, DuckDBTimestampTZValue, StatementType } from "@duckdb/node-api";
