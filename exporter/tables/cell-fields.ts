import type { Field, TabContract } from "../../shared/contract";

/** The fields of all tabs, each name once: the columns of cells as they were typed. Timestamps come last. */
export function cellFields(contracts: readonly TabContract[]): Field[] {
  const byName = new Map(contracts.flatMap(({ fields }) => fields.map((field) => [field.name, field])));
  const fields = [...byName.values()];
  const isTime = ({ type }: Field) => type === "timestamp";
  return [...fields.filter((field) => !isTime(field)), ...fields.filter(isTime)];
}
