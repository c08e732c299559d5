/** Set by the build: whether the site has a service worker. */
declare const __OFFLINE__: boolean;
