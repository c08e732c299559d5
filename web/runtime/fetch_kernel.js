/**
 * The bytes of the kernels' module. A page's first script begins with this, while the larger ones are still on their
 * way: on a slow line that saves a round trip. (A preload link would do so, too, but a reader without scripts would pay
 * for it.)
 * @param {string} url
 * @returns {Promise<ArrayBuffer>}
 */
export async function fetchKernel(url) {
  const response = await fetch(url, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`the kernel could not be loaded (${response.status})`);
  return response.arrayBuffer();
}
