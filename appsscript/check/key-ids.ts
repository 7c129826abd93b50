/** Gives every distinct comparison key an id, in order of arrival: 0, 1, 2, ... Columns of one meaning share one. */
export class KeyIds {
  private readonly ids = new Map<string, number>();

  get size(): number {
    return this.ids.size;
  }

  of(key: string): number {
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(key, id);
    }
    return id;
  }
}
