/** Element `i` of an array. */
export function get<T>(array: usize, i: u32): T {
  return load<T>(array + (usize(i) << alignof<T>()));
}

/** Makes `value` element `i` of an array. */
export function put<T>(array: usize, i: u32, value: T): void {
  store<T>(array + (usize(i) << alignof<T>()), value);
}
