/** The libraries that the built program asks Node for, because their native code cannot be bundled. A package of the program needs these and no others. */
export const NOT_BUNDLED = ["@duckdb/node-bindings"];
