/** Rows of one tab by verdict. `read = blank + clean + duplicate + held`, always. */
export interface Counts {
  readonly read: number;
  readonly blank: number;
  readonly clean: number;
  readonly duplicate: number;
  readonly held: number;
}
