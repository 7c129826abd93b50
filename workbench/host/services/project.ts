/** The script project as it was pushed. Read at each use, so that the host may change it in place when it is pushed again. */
export interface Project {
  readonly id: string;
  /** `timeZone` of the manifest. */
  readonly timeZone: string;
  /** `oauthScopes` of the manifest. */
  readonly scopes: readonly string[];
  /** HTML files: name without `.html` -> content. */
  readonly pages: Readonly<Record<string, string>>;
}
