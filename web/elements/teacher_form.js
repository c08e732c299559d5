/** The form that makes a teacher's link: what the reader of the link may change. Fetched when somebody asks for it. */
import { make } from "./dom.js";
import { settingsOf, teacherLink } from "../runtime/teacher.js";
import { t } from "../words/words.js";

/**
 * Shows the form; each choice gives the link anew.
 * @param {HTMLElement} place @param {import("../runtime/page.js").Essay} essay
 * @param {() => string} linkOf the view
 * @param {(link: string) => void} give
 */
export function showTeacherForm(place, { document, schema }, linkOf, give) {
  const rows = [...settingsOf(document, schema)].map(([key, words]) => {
    const select = make(
      document,
      "select",
      { name: key, "aria-label": words },
      ...Object.entries({ free: t("free"), locked: t("locked"), hidden: t("hidden") }).map(([value, name]) =>
        make(document, "option", { value }, name),
      ),
    );
    return make(document, "label", {}, make(document, "span", {}, words), select);
  });
  const form = make(document, "form", { class: "sw-teacher-form" }, ...rows);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const chosen = (/** @type {string} */ value) =>
      [...form.querySelectorAll("select")].filter((select) => select.value === value).map(({ name }) => name);
    give(teacherLink(linkOf(), { lock: chosen("locked"), hide: chosen("hidden") }));
  });
  place.replaceChildren(form);
  form.querySelector("select")?.focus();
}
