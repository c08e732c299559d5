/** Something that the person at the keyboard can put right: said in a sentence, with the remedy, without a stack. */
export class Refusal extends Error {
  /**
   * @param {string} message what is wrong
   * @param {string} [remedy] what to do about it
   * @param {number} [exitCode] of the command, where it is not 1
   */
  constructor(message, remedy = "", exitCode) {
    super(message);
    this.remedy = remedy;
    this.exitCode = exitCode;
  }
}
