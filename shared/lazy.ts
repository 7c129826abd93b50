/** Makes a table when it is first asked for: the add-on's script is loaded anew for every edit, and most edits ask for few. */
export function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
