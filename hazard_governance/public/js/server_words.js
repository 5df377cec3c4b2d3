/** What the server said to a request that it refused, as plain text ("" when it said nothing): its messages are HTML. */
window.hazard_server_words = function (data) {
	try {
		const said = JSON.parse(data._server_messages).map((text) => JSON.parse(text).message);
		return said
			.map((html) => {
				const { body } = new DOMParser().parseFromString(html, "text/html");
				const lines = [...body.querySelectorAll("li")].map((item) => item.textContent);
				return lines.length ? lines.join("\n") : body.textContent;
			})
			.join("\n");
	} catch {
		return "";
	}
};
