// The public pages /tip and /tip-status. Requests carry no cookies: a tip belongs to nobody's account.
(() => {
	const setup = JSON.parse(document.getElementById("setup").textContent);
	const $ = (id) => document.getElementById(id);
	const __ = (text, values = []) => (setup.words[text] || text).replace(/\{(\d)\}/g, (_all, i) => values[i]);
	const DRAFT = "hazard-tip-draft";

	class Refused extends Error {}

	async function call(method, body) {
		const form = body instanceof FormData;
		let answer;
		try {
			answer = await fetch(`/api/method/${method}?_lang=${setup.language}`, {
				method: "POST",
				credentials: "omit",
				referrerPolicy: "no-referrer",
				headers: { Accept: "application/json", ...(form ? {} : { "Content-Type": "application/json" }) },
				// of a JSON body Frappe reads no query
				body: form ? body : JSON.stringify({ ...body, _lang: setup.language }),
			});
		} catch {
			throw new Error(__("No connection. What you wrote stays here: try again."));
		}
		const data = await answer.json().catch(() => ({}));
		if (answer.ok) return data.message;
		const refused = new Refused(words_of(data, answer.status));
		refused.status = answer.status;
		throw refused;
	}

	function words_of(data, status) {
		if (status === 429) return __("Too many requests from here. Wait an hour, or telephone.");
		if (status === 413) return __("A photo is too large.");
		return window.hazard_server_words(data) || __("The server could not take it. Try again later.");
	}

	function show(box, text, kind) {
		box.replaceChildren();
		if (!text) return;
		const note = document.createElement("p");
		note.className = `note lines ${kind}`;
		note.textContent = text;
		box.append(note);
	}

	// --- a tip ----------------------------------------------------------------------------------------------
	function tip_form(form) {
		const photos = [];
		let position = {};
		let token = "";
		let adding = null; // photos that are being made smaller
		keep_draft(form);

		form.querySelectorAll("[name=named]").forEach((choice) =>
			choice.addEventListener("change", () => ($("informer").hidden = !choice.value || !choice.checked))
		);
		$("locate").addEventListener("click", locate);
		$("photos").addEventListener("change", (event) => (adding = add_photos(event)));
		form.addEventListener("submit", submit);
		$("again").addEventListener("click", () => upload_all());

		function locate() {
			const said = $("position");
			if (!navigator.geolocation) {
				said.textContent = __("This phone tells no position.");
				return;
			}
			said.textContent = __("Looking for your position…");
			navigator.geolocation.getCurrentPosition(
				({ coords }) => {
					position = {
						latitude: coords.latitude,
						longitude: coords.longitude,
						accuracy: Math.round(coords.accuracy),
					};
					said.textContent = __("Position added (to {0} m).", [position.accuracy]);
				},
				() => (said.textContent = __("The position was not given. Describe the place in words.")),
				{ enableHighAccuracy: true, timeout: 20000 }
			);
		}

		async function add_photos(event) {
			const errors = [];
			const files = [...event.target.files];
			event.target.value = "";
			for (const chosen of files) {
				const file = await window.hazard_photo.shrink(chosen);
				if (photos.length >= setup.most_photos) {
					errors.push(__("{0} photos at most.", [setup.most_photos]));
					break;
				}
				if (file.size > setup.largest_mb * 1024 * 1024) {
					errors.push(__("{0} is larger than {1} MB.", [chosen.name, setup.largest_mb]));
				} else {
					photos.push({ file, sent: false });
				}
			}
			show($("errors"), errors.join("\n"), "bad");
			draw_photos();
		}

		function draw_photos() {
			$("chosen").replaceChildren(
				...photos.map((photo, index) => {
					const item = document.createElement("li");
					const image = document.createElement("img");
					photo.url = photo.url || URL.createObjectURL(photo.file);
					image.src = photo.url;
					image.alt = __("Photo {0}", [index + 1]);
					const remove = document.createElement("button");
					remove.type = "button";
					remove.textContent = "×";
					remove.setAttribute("aria-label", __("Remove photo {0}", [index + 1]));
					remove.addEventListener("click", () => {
						URL.revokeObjectURL(photo.url);
						photos.splice(index, 1);
						draw_photos();
					});
					item.append(image, remove);
					return item;
				})
			);
		}

		function tip() {
			const values = Object.fromEntries(
				["description", "place", "enterprise_name", "region", "website"].map((name) => [name, form[name].value])
			);
			return { ...values, ...position, consent: form.consent.checked ? 1 : 0 };
		}

		function informer() {
			return form.named.value ? { name: $("informer_name").value, phone: $("informer_phone").value } : {};
		}

		async function submit(event) {
			event.preventDefault();
			const button = $("send");
			button.disabled = true;
			show($("errors"), "", "");
			try {
				await adding;
				done(await send());
			} catch (error) {
				show($("errors"), error.message, "bad");
				$("errors").scrollIntoView({ block: "center" });
			} finally {
				button.disabled = false;
			}
		}

		// the same token for every try: an answer lost on the way makes no second tip
		async function send(again = true) {
			token = token || (await call("hazard_governance.api.public_tips.begin", {})).form;
			try {
				return await call("hazard_governance.api.public_tips.send", {
					form: token,
					secret: { tip: tip(), ...informer() },
				});
			} catch (error) {
				if (error.status !== 410 || !again) throw error;
				token = "";
				return send(false);
			}
		}

		function done({ code }) {
			sessionStorage.removeItem(DRAFT);
			form.hidden = true;
			$("code").textContent = code;
			$("done").hidden = false;
			$("done").querySelector("h2").focus();
			upload_all();
		}

		async function upload_all() {
			if (!photos.length) return;
			$("again").hidden = true;
			let problem = "";
			for (const [index, photo] of photos.entries()) {
				if (photo.sent) continue;
				show($("uploads"), __("Sending photo {0} of {1}…", [index + 1, photos.length]), "");
				const body = new FormData();
				body.append("form", token);
				body.append("number", index + 1);
				body.append("file", photo.file, "photo.jpg");
				try {
					await call("hazard_governance.api.public_tips.add_photo", body);
					photo.sent = true;
				} catch (error) {
					problem = error.message;
				}
			}
			const sent = photos.filter((photo) => photo.sent).length;
			$("again").hidden = sent === photos.length;
			const text = __("{0} of {1} photos sent.", [sent, photos.length]);
			show($("uploads"), problem ? `${text}\n${problem}` : text, problem ? "bad" : "good");
		}
	}

	// what was written stays over a change of language or a reload; not who writes
	function keep_draft(form) {
		const names = ["description", "place", "enterprise_name"];
		try {
			const draft = JSON.parse(sessionStorage.getItem(DRAFT) || "{}");
			names.forEach((name) => (form[name].value = draft[name] || ""));
			form.addEventListener("input", () =>
				sessionStorage.setItem(DRAFT, JSON.stringify(Object.fromEntries(names.map((n) => [n, form[n].value]))))
			);
		} catch {
			// a browser that keeps nothing: the page works without
		}
	}

	// --- the outcome ----------------------------------------------------------------------------------------
	function look_up_form(form) {
		form.addEventListener("submit", async (event) => {
			event.preventDefault();
			const box = $("outcome");
			try {
				const found = await call("hazard_governance.api.public_tips.look_up", { code: form.code.value });
				if (!found.found) {
					show(box, __("There is no tip with this code. Check it letter by letter."), "bad");
					return;
				}
				const lines = [found.outcome, __("Received on {0}.", [found.received_on])];
				if (found.decided_on) lines.push(__("Decided on {0}.", [found.decided_on]));
				show(box, lines.join("\n"), "good");
			} catch (error) {
				show(box, error.message, "bad");
			}
		});
	}

	// the other language keeps the region of the poster
	const link = $("language");
	if (link) {
		const query = new URLSearchParams(location.search);
		query.set("_lang", new URLSearchParams(link.search).get("_lang"));
		link.search = query.toString();
	}
	if ($("tip")) tip_form($("tip"));
	if ($("look-up")) look_up_form($("look-up"));
})();
