/// <reference types="google-apps-script" />

/**
 * What Google's typings know of a service: `methods satisfies Like<GoogleAppsScript.Cache.Cache>` proves that each name is real and
 * takes what Google's takes. Results are left out: they are surfaces too, and a surface may be a part.
 */
export type Like<T> = {
  readonly [Name in keyof T]?: T[Name] extends (...args: infer Given) => unknown
    ? (...args: Given) => unknown
    : unknown;
};
