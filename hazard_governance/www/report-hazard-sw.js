// Keeps the page /report-hazard on the phone, so that it opens without signal. It answers for that page and its files,
// and for nothing else; what people write is in IndexedDB (field_queue.js), never here.
const PAGE = "/report-hazard";
const FILES = {{ assets | tojson }};
const CACHE = "hazard-report-{{ version }}";
const PATIENCE = 5000;

self.addEventListener("install", (event) => {
	event.waitUntil(
		caches
			.open(CACHE)
			.then((cache) => cache.addAll(FILES))
			.then(keep_page)
			.then(() => self.skipWaiting())
	);
});

self.addEventListener("activate", (event) => {
	const old = (name) => name.startsWith("hazard-report-") && name !== CACHE;
	event.waitUntil(
		caches
			.keys()
			.then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
			.then(() => self.clients.claim())
	);
});

self.addEventListener("fetch", (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== "GET" || url.origin !== self.location.origin) return;
	if (request.mode === "navigate" && url.pathname === PAGE) event.respondWith(page(request));
	else if (FILES.includes(url.pathname + url.search)) event.respondWith(file(request));
});

async function keep_page() {
	try {
		await keep(await fetch(PAGE, { credentials: "same-origin", redirect: "manual" }));
	} catch {
		// the next visit keeps it
	}
}

// a redirect to the login is shown and not kept; a worker that a newer one has replaced keeps nothing more
async function keep(response) {
	if (response.ok && response.type === "basic" && (await caches.has(CACHE))) {
		const cache = await caches.open(CACHE);
		await cache.put(PAGE, response.clone());
	}
	return response;
}

async function page(request) {
	const fresh = fetch(request).then(keep);
	const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
	try {
		const response = await Promise.race([fresh, late]);
		if (response) return response;
	} catch {
		// no signal
	}
	return (await caches.match(PAGE)) || fresh;
}

async function file(request) {
	return (await caches.match(request)) || fetch(request);
}
