/** Something that the person at the keyboard can put right: said in a sentence, with the remedy, without a stack. */
export class Refusal extends Error {
  /**
   * @param {string} message what is wrong
   * @param {string} [remedy] what to do about it
   */
  constructor(message, remedy = "") {
    super(message);
    this.remedy = remedy;
  }
}
