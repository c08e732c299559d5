// Times contestants beside each other: one run of each in turn, again and again, so that a slow moment of the machine
// meets them all alike.

const rounds = 7;
/** A run is repeated until it fills this, so that the clock's resolution does not count. */
const shortestMs = 5;
/** Who needs longer than this takes part in three rounds only. */
const patienceMs = 1500;

/**
 * @param {import("./workloads.js").Workload} workload
 * @param {import("./workloads.js").Libraries} libraries
 * @returns {Promise<{ name: string, samples: number[], quality: number, isRight: boolean }[]>} ms a run
 */
export async function time(workload, libraries) {
  const { k, tf } = libraries;
  const d = workload.make(k);
  const { value: contestants, handles } = k.collect(() => workload.contestants(d, libraries));
  const entries = [];
  for (const [name, contestant] of Object.entries(contestants)) {
    const once = async (repeats) => {
      if (contestant.backend) await tf.setBackend(contestant.backend);
      const made = [];
      let answer;
      const start = performance.now();
      for (let i = 0; i < repeats; i++) {
        const { value, handles } = k.collect(contestant.run);
        made.push(handles);
        answer = await value;
      }
      const ms = (performance.now() - start) / repeats;
      const quality = workload.judge(answer, d, k);
      for (const handle of made.flat()) handle.delete();
      return { ms, quality };
    };
    const first = await once(1); // also warms up
    const { quality } = first;
    let { ms } = first;
    for (let i = 0; i < 5 && ms <= patienceMs; i++) ms = Math.min(ms, (await once(1)).ms);
    const repeats = Math.max(1, Math.min(1000, Math.ceil(shortestMs / Math.max(ms, 1e-3))));
    entries.push({ name, once, repeats, slow: ms > patienceMs, quality, samples: /** @type {number[]} */ ([]) });
  }
  for (let round = 0; round < rounds; round++) {
    for (const entry of entries) {
      if (entry.slow && entry.samples.length >= 3) continue;
      entry.samples.push((await entry.once(entry.repeats)).ms);
    }
  }
  for (const handle of handles) handle.delete();
  return entries.map(({ name, samples, quality }) => ({ name, samples, quality, isRight: workload.isRight(quality) }));
}
