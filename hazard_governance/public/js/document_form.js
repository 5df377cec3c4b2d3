// The form of a document in the portal. Everything works without this script; with it, fields that do not matter are
// hidden, text with headings and tables is edited as it looks, and nothing is sent twice.
(() => {
	const form = document.querySelector("form.write");
	const problems = document.getElementById("problems");
	if (problems) problems.focus();

	const value_of = (name) => {
		const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
		const field = fields.find((one) => one.type !== "radio" || one.checked);
		if (!field) return "";
		return field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
	};
	const holds = (clause) => {
		const value = value_of(clause.name);
		return (clause.in.length ? clause.in.includes(value) : Boolean(value)) !== clause.not;
	};
	const show = () =>
		form.querySelectorAll("[data-when]").forEach((field) => {
			// what is wrong, or differs, is always seen
			const told = field.querySelector(".wrong, [id$='-now']");
			field.hidden = !told && !JSON.parse(field.dataset.when).every(holds);
		});
	form.addEventListener("change", show);
	show();

	form.querySelectorAll("textarea[data-rich]").forEach((area) => {
		const editor = document.createElement("div");
		editor.className = "rich";
		editor.contentEditable = "true";
		editor.setAttribute("role", "textbox");
		editor.setAttribute("aria-multiline", "true");
		editor.setAttribute("aria-labelledby", `${area.id}-label`);
		["aria-describedby", "aria-invalid"].forEach((name) => {
			if (area.hasAttribute(name)) editor.setAttribute(name, area.getAttribute(name));
		});
		editor.append(area.nextElementSibling.content.cloneNode(true));
		area.before(editor);
		area.hidden = true;
		document.getElementById(`${area.id}-label`).addEventListener("click", () => editor.focus());
		editor.addEventListener("input", () => {
			editor.changed = true;
		});
		form.addEventListener("submit", () => {
			if (!editor.changed) return;
			const html = form.querySelector(`[name="${CSS.escape(area.name)}.html"]`) || document.createElement("input");
			Object.assign(html, { type: "hidden", name: `${area.name}.html`, value: editor.innerHTML });
			form.append(html);
		});
	});

	form.addEventListener("submit", (event) => {
		if (form.dataset.sent) return event.preventDefault();
		form.dataset.sent = "1";
	});
	window.addEventListener("pageshow", () => delete form.dataset.sent);
})();
