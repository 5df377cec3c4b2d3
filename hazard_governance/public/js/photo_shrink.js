// Photos on their way through a poor signal: smaller, with the time and place that the camera wrote into them.
window.hazard_photo = (() => {
	const LONGEST = 2048;
	const SMALL = 600 * 1024;
	const ORIENTATION = 0x0112;

	/** A JPEG of at most LONGEST dots a side with the EXIF of the original; the original where this browser cannot. */
	async function shrink(file) {
		if (file.size <= SMALL) return file;
		try {
			const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
			const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
			const canvas = document.createElement("canvas");
			canvas.width = Math.round(bitmap.width * scale);
			canvas.height = Math.round(bitmap.height * scale);
			canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
			bitmap.close();
			const jpeg = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
			const exif = upright(exif_of(new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer())));
			const small = exif ? new Blob([jpeg.slice(0, 2), exif, jpeg.slice(2)], { type: "image/jpeg" }) : jpeg;
			return small.size < file.size ? small : file;
		} catch {
			return file;
		}
	}

	/** The APP1 segment with EXIF of a JPEG, null when there is none. */
	function exif_of(bytes) {
		if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
		for (let place = 2; place + 4 < bytes.length && bytes[place] === 0xff; ) {
			const length = 2 + bytes[place + 2] * 256 + bytes[place + 3];
			const name = String.fromCharCode(...bytes.slice(place + 4, place + 8));
			if (bytes[place + 1] === 0xe1 && name === "Exif") return bytes.slice(place, place + length);
			if (bytes[place + 1] === 0xda) return null;
			place += length;
		}
		return null;
	}

	/** The segment saying that the picture stands upright, as it does now. */
	function upright(segment) {
		if (!segment) return null;
		const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
		const tiff = 10;
		const little = view.getUint16(tiff) === 0x4949;
		const first = tiff + view.getUint32(tiff + 4, little);
		for (let entry = 0; entry < view.getUint16(first, little); entry++) {
			const place = first + 2 + entry * 12;
			if (view.getUint16(place, little) === ORIENTATION) view.setUint16(place + 8, 1, little);
		}
		return segment;
	}

	return { shrink };
})();
