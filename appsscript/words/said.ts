/** What a person is told: what is so, and what to do about it. */
export interface Said {
  readonly sentence: string;
  readonly wayOut: string;
}
