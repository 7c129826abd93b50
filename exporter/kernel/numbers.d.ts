/** AssemblyScript's numbers as TypeScript sees them where the kernel is called. A function that takes 64-bit integers is for the kernel alone. */
type usize = number;
type u32 = number;
type i32 = number;
type f64 = number;
