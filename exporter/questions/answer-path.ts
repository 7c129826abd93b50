/** Where the answer of a question is in its snapshot. */
export function answerPath(question: string): string {
  return `answers/${question}.parquet`;
}
