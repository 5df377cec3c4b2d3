// The page /report-hazard: whoever is signed in reports what they see, with signal or without.
(() => {
	const queue = window.hazard_queue;
	const setup = JSON.parse(document.getElementById("setup").textContent);
	const $ = (id) => document.getElementById(id);
	const __ = (text, values = []) => (setup.words[text] || text).replace(/\{(\d)\}/g, (_all, i) => values[i]);
	const LAST = "hazard-field-user";
	const AGAIN = 20000;
	const form = $("report");
	let person = null;
	let signed_out = "";
	let photos = [];
	let editing = null;
	let sending = false;
	let adding = null; // photos that are being made smaller

	// --- who ------------------------------------------------------------------------------------------------
	// a missing cookie says nothing (a closed browser drops it, not the sign-in); "Guest" says that nobody is signed in
	function user_of_cookie() {
		const found = document.cookie.match(/(?:^|; )user_id=([^;]*)/);
		return found ? decodeURIComponent(found[1]) : null;
	}

	async function find_person() {
		try {
			await become(await queue.start());
		} catch (error) {
			if (error instanceof queue.SignedOut) return sign_in(error.message);
			const user = user_of_cookie() || localStorage.getItem(LAST);
			const known = user && user !== "Guest" ? await queue.person(user) : null;
			if (known) await become(known);
			else sign_in("");
		}
	}

	async function become(found) {
		if (person && person.user !== found.user) clear_form();
		person = found;
		signed_out = "";
		localStorage.setItem(LAST, person.user);
		$("who").textContent = person.full_name;
		form.hidden = false;
		$("sign-in").hidden = true;
		const list = $("enterprises");
		list.replaceChildren(...person.enterprises.map((name) => Object.assign(document.createElement("option"), { value: name })));
		if (person.enterprises.length === 1 && !form.enterprise.value) form.enterprise.value = person.enterprises[0];
		if (!editing) form.source.value = person.source;
		await draw();
	}

	// who was at work here keeps their queue on the screen: only the sending waits for the sign-in
	function sign_in(message) {
		signed_out = message || __("You are signed out.");
		$("sign-in").hidden = false;
		$("sign-in-why").textContent = person
			? __("Your sign-in has ended. Everything stays on this phone; sign in as {0} to send it.", [person.full_name])
			: signed_out;
		form.hidden = !person;
		return draw();
	}

	// --- the form -------------------------------------------------------------------------------------------
	function clear_form() {
		const { enterprise } = form;
		const kept = enterprise.value;
		form.reset();
		enterprise.value = kept;
		if (person) form.source.value = person.source;
		photos = [];
		editing = null;
		draw_photos();
	}

	async function add_photos(event) {
		const files = [...event.target.files];
		event.target.value = "";
		for (const file of files) photos.push({ blob: await window.hazard_photo.shrink(file) });
		draw_photos();
	}

	function draw_photos() {
		$("chosen").querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
		$("chosen").replaceChildren(
			...photos.map((photo, index) => {
				const item = document.createElement("li");
				const image = document.createElement("img");
				image.src = URL.createObjectURL(photo.blob);
				image.alt = __("Photo {0}", [index + 1]);
				const button = document.createElement("button");
				button.type = "button";
				button.textContent = "×";
				button.setAttribute("aria-label", __("Remove photo {0}", [index + 1]));
				button.addEventListener("click", () => {
					photos.splice(index, 1);
					draw_photos();
				});
				item.append(image, button);
				return item;
			})
		);
	}

	function missing() {
		return ["hazard_title", "place", "enterprise"].filter((name) => !form[name].value.trim());
	}

	async function save(event) {
		event.preventDefault();
		await adding;
		const empty = missing();
		if (empty.length) {
			const labels = empty.map((name) => form.querySelector(`label[for=${name}]`).textContent);
			note($("errors"), __("Fill in: {0}", [labels.join(", ")]), "bad");
			form[empty[0]].focus();
			return;
		}
		const names = ["hazard_title", "place", "enterprise", "source", "existing_condition", "measure"];
		const values = Object.fromEntries(names.map((name) => [name, form[name].value.trim()]));
		const report = {
			key: editing ? editing.key : queue.new_key(),
			user: person.user,
			created: editing ? editing.created : Date.now(),
			state: "waiting",
			message: "",
			values: {
				...values,
				inspection_authority: person.inspection_authority,
				found_at: editing ? editing.values.found_at : Date.now(),
			},
			photos: photos.map((photo, index) => ({ number: index + 1, blob: photo.blob, sent: false })),
		};
		// the form is free for the next one at once: whoever types on loses nothing
		clear_form();
		try {
			await queue.put(report);
		} catch (error) {
			correct(report);
			note($("errors"), __("This phone cannot keep the report: {0}. Free some space and try again.", [error.message]), "bad");
			return;
		}
		note($("errors"), __("Kept on this phone."), "good");
		await draw();
		send();
	}

	function note(box, text, kind) {
		box.replaceChildren();
		if (!text) return;
		box.append(Object.assign(document.createElement("p"), { className: `note lines ${kind}`, textContent: text }));
	}

	// --- the queue ------------------------------------------------------------------------------------------
	async function draw() {
		const reports = person ? await queue.of_user(person.user) : [];
		const waiting = reports.filter((report) => report.state !== "sent").length;
		$("waiting").textContent = waiting ? __("{0} to send", [waiting]) : "";
		$("signal").textContent = navigator.onLine ? __("You are online") : __("No signal: reports are kept on this phone");
		$("signal").className = `state ${navigator.onLine ? "online" : "offline"}`;
		$("queue-title").hidden = !reports.length;
		$("queue").replaceChildren(...reports.map(item));
		$("send-now").hidden = !waiting || !!signed_out;
	}

	function item(report) {
		const line = (text, kind) => Object.assign(document.createElement("div"), { textContent: text, className: kind || "" });
		const box = document.createElement("li");
		box.className = "item";
		box.dataset.state = report.state;
		box.append(Object.assign(document.createElement("b"), { textContent: report.values.hazard_title }));
		box.append(line(`${report.values.enterprise}, ${report.values.place}`, "help"));
		box.append(line(told(report), report.state === "refused" ? "note bad lines" : "soft"));
		report.photos.filter((photo) => photo.refused).forEach((photo) => {
			box.append(line(__("Photo {0}: {1}", [photo.number, photo.refused]), "note bad lines"));
		});
		const buttons = document.createElement("div");
		buttons.className = "buttons";
		if (report.state === "sent" && person.desk) {
			const link = Object.assign(document.createElement("a"), {
				href: `/app/hazard/${encodeURIComponent(report.hazard)}`,
				textContent: __("Open the Hazard"),
				className: "button",
			});
			buttons.append(link);
		}
		if (report.state === "refused") buttons.append(button(__("Correct It"), () => correct(report)));
		if (report.state !== "sent" && !report.hazard) buttons.append(button(__("Discard It"), () => discard(report)));
		box.append(buttons);
		return box;
	}

	function told(report) {
		const sent = report.photos.filter((photo) => photo.sent).length;
		const of_photos = report.photos.length ? __("{0} of {1} photos sent", [sent, report.photos.length]) : "";
		if (report.state === "refused") return __("Not accepted: {0}", [report.message]);
		const said = report.hazard ? __("Registered as {0}", [report.hazard]) : __("Waiting to be sent");
		return [said, of_photos].filter(Boolean).join(", ");
	}

	function button(label, act) {
		const made = Object.assign(document.createElement("button"), { type: "button", textContent: label, className: "button" });
		made.addEventListener("click", act);
		return made;
	}

	function correct(report) {
		editing = report;
		Object.entries(report.values).forEach(([name, value]) => form[name] && (form[name].value = value));
		photos = report.photos.filter((photo) => photo.blob).map(({ blob }) => ({ blob }));
		draw_photos();
		note($("errors"), report.message, "bad");
		form.hazard_title.focus();
	}

	async function discard(report) {
		if (!window.confirm(__("Discard this report? It was never sent."))) return;
		await queue.remove(report.key);
		await draw();
	}

	async function send() {
		if (sending || !person) return;
		sending = true;
		try {
			const now = await queue.start();
			await become(now);
			await queue.send_all(person, draw);
		} catch (error) {
			if (error instanceof queue.SignedOut) await sign_in(error.message);
			else if (!(error instanceof queue.NoSignal)) throw error;
		} finally {
			sending = false;
			await draw();
		}
	}

	// --- the page itself --------------------------------------------------------------------------------------
	// the first worker takes over a page that is up to date already; a later one brings a newer page, unless that is
	// the one on the screen
	async function keep_page() {
		if (!("serviceWorker" in navigator)) return;
		const had = !!navigator.serviceWorker.controller;
		navigator.serviceWorker.addEventListener("controllerchange", async () => {
			const own = `hazard-report-${setup.version}`;
			const kept = (await caches.keys()).filter((name) => name.startsWith("hazard-report-"));
			if (had && kept.some((name) => name !== own)) $("update").hidden = false;
		});
		await navigator.serviceWorker.register("/report-hazard-sw.js", { scope: "/report-hazard" });
		if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
	}

	form.addEventListener("submit", save);
	$("photos").addEventListener("change", (event) => (adding = add_photos(event)));
	$("send-now").addEventListener("click", send);
	$("reload").addEventListener("click", () => location.reload());
	window.addEventListener("online", send);
	window.addEventListener("offline", draw);
	document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
	setInterval(() => navigator.onLine && !signed_out && send(), AGAIN);
	keep_page().catch(() => note($("errors"), __("This browser does not keep the page: have signal when you open it."), ""));
	find_person().then(send);
})();
