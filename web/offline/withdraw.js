// The service worker of a site that is not kept offline any more: it takes the one before out of service.
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      for (const key of await caches.keys()) if (key.startsWith("scrollwork:")) await caches.delete(key);
      await worker.registration.unregister();
    })(),
  ),
);
