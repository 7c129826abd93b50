/** AssemblyScript's numbers as TypeScript sees them where the kernel is called. */
type usize = number;
type u32 = number;
type i32 = number;
type i64 = bigint;
type f64 = number;
