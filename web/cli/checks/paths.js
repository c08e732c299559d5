import { read } from "../project.js";

const textFiles = /(^|\/)[^.]+$|\.(m?js|ts|css|html|json|md|ya?ml|h|cc|cmake|txt|in|py|sh|csv|svg)$/;

/** Folders that exist on one person's machine only. Written so that this file does not find itself. */
const personal = [
  /(?<![\w.~-])\/(?:home|Users)\/[\w.-]+\//,
  /(?<![\w.-])\/(?:root|work|tmp|mnt)\/[\w.-]+/,
  /[A-Z]:\\Users\\/,
];

/**
 * No file names a place on somebody's machine.
 * @type {import("../check.js").Check}
 */
export function machinePaths(files) {
  return files
    .filter((file) => textFiles.test(file) && file !== "package-lock.json")
    .flatMap((file) =>
      read(file)
        .split("\n")
        .flatMap((text, index) => {
          const found = personal.map((pattern) => pattern.exec(text)?.[0]).find((match) => match !== undefined);
          return found === undefined
            ? []
            : [{ file, line: index + 1, message: `"${found}" is a place on one machine` }];
        }),
    );
}
