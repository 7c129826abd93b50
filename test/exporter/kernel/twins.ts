/** On so many random tables each function of the kernel does what its twin in TypeScript does. */
export const TABLES = 10_000;
