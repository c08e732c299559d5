/**
 * @typedef {object} Task
 * @property {string} id
 * @property {string[]} [after] tasks that must have succeeded before this one starts
 * @property {number} [cores] how much of the machine it takes; more than there is means all of it
 * @property {() => Promise<boolean>} run whether it succeeded
 */

/**
 * Runs every task, several at a time as far as `cores` allow, an earlier one in the list before a later one. A task
 * whose predecessor failed does not run and counts as failed.
 * @param {Task[]} tasks
 * @param {number} cores
 * @param {(id: string, cause: string) => void} onBlocked told of each task that cannot run, and of its predecessor
 */
export async function schedule(tasks, cores, onBlocked) {
  const waiting = [...tasks];
  /** @type {Map<string, boolean>} */
  const ended = new Map();
  /** @type {Map<string, Promise<void>>} */
  const running = new Map();
  let free = cores;
  while (waiting.length > 0 || running.size > 0) {
    for (let i = 0; i < waiting.length;) {
      const task = waiting[i];
      const before = (task.after ?? []).filter((id) => tasks.some((other) => other.id === id));
      const broken = before.find((id) => ended.get(id) === false);
      const need = Math.min(task.cores ?? 1, cores);
      if (broken !== undefined) {
        waiting.splice(i, 1);
        ended.set(task.id, false);
        onBlocked(task.id, broken);
        i = 0; // whoever waits for this one, perhaps earlier in the list, cannot run either
      } else if (before.every((id) => ended.has(id)) && need <= free) {
        waiting.splice(i, 1);
        free -= need;
        running.set(
          task.id,
          task.run().then((succeeded) => {
            ended.set(task.id, succeeded);
            running.delete(task.id);
            free += need;
          }),
        );
      } else i++;
    }
    if (running.size > 0) await Promise.race(running.values());
    else if (waiting.length > 0)
      throw new Error(`tasks wait for each other: ${waiting.map(({ id }) => id).join(", ")}`);
  }
}
