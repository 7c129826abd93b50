import { crc32, deflateSync } from "node:zlib";

const COLOURS = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A screenshot as a PNG with a palette, which is a third of the size: the colours used most, and for each other pixel the nearest of
 * them. A browser's page does the decoding.
 */
export async function smallPng(page, png) {
  const { width, height, data } = await decoded(page, png);
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const uses = new Map();
  for (const pixel of pixels) uses.set(pixel, (uses.get(pixel) ?? 0) + 1);
  const ordered = [...uses].sort((one, other) => other[1] - one[1] || one[0] - other[0]).map(([pixel]) => pixel);
  const palette = ordered.slice(0, COLOURS);
  const places = new Map(ordered.map((pixel, at) => [pixel, at < COLOURS ? at : nearest(palette, pixel)]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      rows[row * (width + 1) + column + 1] = places.get(pixels[row * width + column]) ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap(channels))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** How much two pictures differ: the mean over small tiles of their mean colours' distance, 0 (the same) to 255. Infinity: another size. */
export async function pictureDistance(page, one, other) {
  const [a, b] = [await decoded(page, one, 8), await decoded(page, other, 8)];
  if (a.width !== b.width || a.height !== b.height) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let at = 0; at < a.data.length; at++) sum += Math.abs(a.data[at] - b.data[at]);
  // Every fourth is opacity, which is always the same.
  return (sum / a.data.length / 3) * 4;
}

/** Pixels as RGBA; `shrunk` times smaller each way. */
async function decoded(page, png, shrunk = 1) {
  const { width, height, text } = await page.evaluate(
    async ([text, shrunk]) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const [width, height] = [Math.round(bitmap.width / shrunk), Math.round(bitmap.height / shrunk)];
      const drawing = /** @type {OffscreenCanvasRenderingContext2D} */ (
        new OffscreenCanvas(width, height).getContext("2d")
      );
      drawing.imageSmoothingQuality = "high";
      drawing.drawImage(bitmap, 0, 0, width, height);
      const { data } = drawing.getImageData(0, 0, width, height);
      let letters = "";
      for (let at = 0; at < data.length; at += 8192) letters += String.fromCharCode(...data.subarray(at, at + 8192));
      return { width, height, text: btoa(letters) };
    },
    [png.toString("base64"), shrunk],
  );
  // A copy, so that it starts where a 32-bit number may.
  return { width, height, data: new Uint8Array(Buffer.from(text, "base64")) };
}

function nearest(palette, pixel) {
  const [red, green, blue] = channels(pixel);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  palette.forEach((one, at) => {
    const [r, g, b] = channels(one);
    const far = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (far < least) [least, best] = [far, at];
  });
  return best;
}

const channels = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
