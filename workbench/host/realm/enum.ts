/** A value of one of Google's enums: an object that says its name. One and the same everywhere, so `===` holds across executions. */
export interface EnumValue<Name extends string = string> {
  name(): Name;
  ordinal(): number;
  toString(): Name;
  toJSON(): Name;
}

type Enum<Name extends string> = { readonly [Key in Name]: EnumValue<Key> };

export function enumOf<const Name extends string>(...names: Name[]): Enum<Name> {
  const values = names.map((name, ordinal) => {
    const value = { name: () => name, ordinal: () => ordinal, toString: () => name, toJSON: () => name };
    return [name, Object.freeze(value)] as const;
  });
  return Object.freeze(Object.fromEntries(values)) as Enum<Name>;
}
