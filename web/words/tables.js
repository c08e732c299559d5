/** What the worker says of the kernels that read a file. Here, because `web/runtime` is one file in a worker of any language. */
import { t } from "./words.js";

export const tablesNotReached = t("The part that reads files could not be fetched; try again.");
