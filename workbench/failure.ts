/** Something a person can mend: one sentence saying what and where, and the way out. Anything else is a bug. */
export class Failure extends Error {
  constructor(
    readonly exit: number,
    sentence: string,
    readonly wayOut: string,
  ) {
    super(sentence);
    this.name = "Failure";
  }
}
