/**
 * A kernel with the ownership rules of the real one: `collect` nests, every object is counted, and touching a freed
 * one is an Error, so that a test sees each use after free.
 */
export function fakeKernel() {
  const live = new Set();
  /** @type {Set<object>[]} */
  const collectors = [];

  class Handle {
    #content;
    constructor(content) {
      this.#content = content;
      live.add(this);
      collectors.at(-1)?.add(this);
    }
    get content() {
      if (!live.has(this)) throw new Error("used after it was freed");
      return this.#content;
    }
    set content(content) {
      if (!live.has(this)) throw new Error("used after it was freed");
      this.#content = content;
    }
    isDeleted() {
      return !live.has(this);
    }
    delete() {
      if (!live.delete(this)) throw new Error("freed twice");
    }
  }

  return {
    make: (content) => new Handle(content),
    collect(run) {
      const made = new Set();
      collectors.push(made);
      try {
        return { value: run(), handles: [...made] };
      } finally {
        collectors.pop();
      }
    },
    liveHandles: () => live.size,
  };
}
