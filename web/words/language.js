/** The language that this copy of the modules speaks: a page in another one loads copies in which the build has put that. */
export const language = "en";
