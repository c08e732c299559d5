/** Set by the build: whether the site has a service worker. */
declare const __OFFLINE__: boolean;
/** A file of a table, read at build time (web/build/tables.js). */
declare module "*.csv?table" {
  const table: Pick<import("../../wasm_bindings/kernel.d.ts").datasets.Table, "columns" | "lines">;
  export default table;
}
