import { crc32, deflateSync } from "node:zlib";

const COLOURS = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A screenshot as a PNG with a palette, which is a third of the size. A browser's page does the decoding. */
export async function smallPng(page, png) {
  return movingPng(page, [{ png, ms: 0 }]);
}

/**
 * Screenshots of one size as one picture that moves (an animated PNG, which browsers and GitHub show), each for so many milliseconds, for
 * ever. A palette for all: the colours used most, and for each other pixel the nearest of them. Of a later screenshot only what changed
 * is kept.
 */
export async function movingPng(page, screenshots) {
  const frames = [];
  for (const { png, ms } of screenshots) {
    const { width, height, data } = await decoded(page, png);
    frames.push({ ms, width, height, pixels: new Uint32Array(data.buffer, data.byteOffset, width * height) });
  }
  const { palette, places } = paletteOf(frames);
  const [{ width, height }] = frames;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const chunks = [chunk("IHDR", header), chunk("PLTE", Buffer.from(palette.flatMap(channels)))];
  const moves = frames.length > 1;
  if (moves) chunks.push(chunk("acTL", numbers(frames.length, 0)));
  let sequence = 0;
  frames.forEach((frame, at) => {
    const part = at === 0 ? { left: 0, top: 0, width, height } : changedPart(frames[at - 1], frame);
    const rows = deflateSync(indexed(frame, part, places), { level: 9 });
    if (moves) chunks.push(chunk("fcTL", frameControl(sequence++, part, frame.ms)));
    chunks.push(at === 0 ? chunk("IDAT", rows) : chunk("fdAT", Buffer.concat([numbers(sequence++), rows])));
  });
  return Buffer.concat([SIGNATURE, ...chunks, chunk("IEND", Buffer.alloc(0))]);
}

/** The colours used most in all frames, and the place among them that stands for each colour. */
function paletteOf(frames) {
  const uses = new Map();
  for (const { pixels } of frames) for (const pixel of pixels) uses.set(pixel, (uses.get(pixel) ?? 0) + 1);
  const ordered = [...uses].sort((one, other) => other[1] - one[1] || one[0] - other[0]).map(([pixel]) => pixel);
  const palette = ordered.slice(0, COLOURS);
  const places = new Map(ordered.map((pixel, at) => [pixel, at < COLOURS ? at : nearest(palette, pixel)]));
  return { palette, places };
}

/** The smallest rectangle outside which two frames are equal; one pixel where all of them are. */
function changedPart(before, { width, height, pixels }) {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let at = 0; at < pixels.length; at++) {
    if (pixels[at] === before.pixels[at]) continue;
    const [row, column] = [Math.floor(at / width), at % width];
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = row;
  }
  if (right < 0) return { left: 0, top: 0, width: 1, height: 1 };
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Rows of palette places, each after its filter (none). */
function indexed(frame, { left, top, width, height }, places) {
  const rows = Buffer.alloc(height * (width + 1));
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const pixel = frame.pixels[(top + row) * frame.width + left + column];
      rows[row * (width + 1) + column + 1] = places.get(pixel) ?? 0;
    }
  }
  return rows;
}

/** https://www.w3.org/TR/png-3/#fcTL-chunk: the frame stays, and the next one is drawn over it. */
function frameControl(sequence, { left, top, width, height }, ms) {
  const delay = Buffer.alloc(6);
  delay.writeUInt16BE(ms, 0);
  delay.writeUInt16BE(1000, 2);
  return Buffer.concat([numbers(sequence, width, height, left, top), delay]);
}

/** 32 bits each, the highest first. */
function numbers(...values) {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, 4 * at);
  return bytes;
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
