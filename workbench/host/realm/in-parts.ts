/**
 * Returns what makes objects with the methods of all parts. A part of an object is made when one of its methods is asked for: scripts make
 * many objects, and ask most for one thing. `makers` give the same names whatever they are given.
 */
export function inParts<Given extends unknown[]>(
  ...makers: readonly ((...given: Given) => object)[]
): (...given: Given) => object {
  class InParts {
    readonly #given: Given;
    readonly #parts: object[] = [];

    constructor(given: Given) {
      this.#given = given;
    }

    static method(of: InParts, part: number, name: string): unknown {
      of.#parts[part] ??= makers[part](...of.#given);
      return of.#parts[part][name as keyof object];
    }
  }
  let isNamed = false;
  return (...given) => {
    if (!isNamed) {
      for (const [part, make] of makers.entries()) {
        for (const name of Object.keys(make(...given))) {
          const get = function (this: InParts) {
            return InParts.method(this, part, name);
          };
          Object.defineProperty(InParts.prototype, name, { get });
        }
      }
      isNamed = true;
    }
    return new InParts(given);
  };
}
