// What was reported and not yet sent, kept on the phone for one user, and the sending of it: each report and each photo
// with a key that the server lets in once. An answer that is lost on the way only means that it is asked again.
window.hazard_queue = (() => {
	const KEPT_DAYS = 7;
	let database = null;

	function open() {
		database =
			database ||
			new Promise((resolve, reject) => {
				const request = indexedDB.open("hazard-field", 1);
				request.onupgradeneeded = () => {
					request.result.createObjectStore("reports", { keyPath: "key" }).createIndex("user", "user");
					request.result.createObjectStore("people", { keyPath: "user" });
				};
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		return database;
	}

	async function run(store, mode, act) {
		const transaction = (await open()).transaction(store, mode);
		const request = act(transaction.objectStore(store));
		return new Promise((resolve, reject) => {
			transaction.oncomplete = () => resolve(request && request.result);
			transaction.onabort = transaction.onerror = () => reject(transaction.error);
		});
	}

	const put = (report) => run("reports", "readwrite", (store) => store.put(report));
	const remove = (key) => run("reports", "readwrite", (store) => store.delete(key));
	const get = (key) => run("reports", "readonly", (store) => store.get(key));
	const keep_person = (person) => run("people", "readwrite", (store) => store.put(person));
	const person = (user) => run("people", "readonly", (store) => store.get(user));

	/** The reports of one user, the newest first; those sent more than a week ago are dropped. */
	async function of_user(user) {
		const found = await run("reports", "readonly", (store) => store.index("user").getAll(user));
		const old = (report) => report.state === "sent" && Date.now() - report.sent_at > KEPT_DAYS * 864e5;
		await Promise.all(found.filter(old).map((report) => remove(report.key)));
		return found.filter((report) => !old(report)).sort((a, b) => b.created - a.created);
	}

	/** A key no other report has: a UUID, also where the page has no secure origin. */
	function new_key() {
		const bytes = crypto.getRandomValues(new Uint8Array(16));
		bytes[6] = (bytes[6] & 0x0f) | 0x40;
		bytes[8] = (bytes[8] & 0x3f) | 0x80;
		const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
		return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
	}

	/** No answer, or one of a server in trouble: sent again later. */
	class NoSignal extends Error {}
	/** Nobody, or somebody else, is signed in. */
	class SignedOut extends Error {}
	/** The server said no, and why. */
	class Refused extends Error {}

	async function call(method, { token, body } = {}) {
		const form = body instanceof FormData;
		let answer, data;
		try {
			answer = await fetch(`/api/method/${method}`, {
				method: body ? "POST" : "GET",
				credentials: "same-origin",
				cache: "no-store",
				headers: {
					Accept: "application/json",
					...(token ? { "X-Frappe-CSRF-Token": token } : {}),
					...(body && !form ? { "Content-Type": "application/json" } : {}),
				},
				body: body && !form ? JSON.stringify(body) : body,
			});
			data = await answer.json();
		} catch {
			throw new NoSignal();
		}
		if (answer.ok) return data.message;
		if (answer.status >= 500 || answer.status === 429) throw new NoSignal();
		if (answer.status === 401 || data.exc_type === "CSRFTokenError" || data.session_expired) throw new SignedOut();
		throw new Refused(window.hazard_server_words(data));
	}

	/** Who is signed in, with what the page needs offline; SignedOut when nobody is who may report. */
	async function start() {
		try {
			const found = await call("hazard_governance.api.field.start");
			await keep_person(found);
			return found;
		} catch (error) {
			throw error instanceof Refused ? new SignedOut(error.message) : error;
		}
	}

	/**
	 * Send what `person` has waiting, one after the other; `changed` is called after every step. Throws NoSignal or
	 * SignedOut when the rest has to wait; nothing is lost by either.
	 */
	async function send_all(person, changed) {
		// one tab at a time; the server would let each in once anyway
		const alone = navigator.locks
			? (act) => navigator.locks.request("hazard-field-send", act)
			: (act) => act();
		await alone(async () => {
			const waiting = (await of_user(person.user)).filter((report) => report.state === "waiting").reverse();
			for (const report of waiting) {
				const current = await get(report.key);
				if (current && current.state === "waiting") await send(person, current, changed);
			}
		});
	}

	async function send(person, report, changed) {
		try {
			const answer = await call("hazard_governance.api.field.report", {
				token: person.csrf_token,
				body: { key: report.key, user: person.user, values: report.values },
			});
			report.hazard = answer.hazard;
			report.photos.forEach((photo) => (photo.sent = photo.sent || answer.photos.includes(photo.number)));
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			await put(Object.assign(report, { state: "refused", message: error.message }));
			return changed();
		}
		await put(report);
		await changed();
		for (const photo of report.photos) {
			if (photo.sent || photo.refused) continue;
			await send_photo(person, report, photo);
			await put(report);
			await changed();
		}
		Object.assign(report, { state: "sent", sent_at: Date.now() });
		report.photos.forEach((photo) => photo.sent && delete photo.blob);
		await put(report);
		await changed();
	}

	async function send_photo(person, report, photo) {
		const body = new FormData();
		body.append("key", report.key);
		body.append("user", person.user);
		body.append("number", photo.number);
		body.append("file", photo.blob, `field-${photo.number}.jpg`);
		try {
			await call("hazard_governance.api.field.add_photo", { token: person.csrf_token, body });
			photo.sent = true;
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			photo.refused = error.message || "?";
		}
	}

	return { put, remove, get, person, of_user, new_key, start, send_all, NoSignal, SignedOut };
})();
