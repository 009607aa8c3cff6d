// Draws every icon from the shapes below into this folder. Needed only after a change of them; its one part is fetched for that run:
//   npm install --no-save @resvg/resvg-js@2.6.2 && node build/icons/draw.mjs
import { writeFileSync } from 'node:fs';

const library = '@resvg/resvg-js';
const { Resvg } = await import(library);

const ACCENT = '#2f62e8';
const WARNING = '#f2711c';

/** The sign in a field of 22: a speech bubble with an arrow through it that says "away it goes". */
const BUBBLE =
  'M5.2 2.5h11.6A3.2 3.2 0 0 1 20 5.7v7.6a3.2 3.2 0 0 1-3.2 3.2H9.6L5.3 20a.6.6 0 0 1-1-.5v-3.1A3.2 3.2 0 0 1 2 13.3V5.7a3.2 3.2 0 0 1 3.2-3.2z';
const ARROW =
  'M5.5 8.2h5.6V5.4a.5.5 0 0 1 .83-.37l5 4.1a.5.5 0 0 1 0 .75l-5 4.1a.5.5 0 0 1-.83-.37v-2.8H5.5a.6.6 0 0 1-.6-.6V8.8a.6.6 0 0 1 .6-.6z';

/** @param {string} inner @param {number} field */
const svg = (inner, field) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${field} ${field}">${inner}</svg>`;

/** The app's icon: the sign in white on a rounded square. */
const app = svg(
  `<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#4b80ff"/><stop offset="1" stop-color="#244fd0"/></linearGradient></defs>
  <rect x="1" y="1" width="30" height="30" rx="7" fill="url(#g)"/>
  <g transform="translate(3.4 3.7) scale(1.14)"><path d="${BUBBLE}" fill="#fff"/><path d="${ARROW}" fill="${ACCENT}"/></g>`,
  32,
);

/** The sign in one colour, the arrow cut out; with a dot when something needs the person. @param {string} colour @param {string} [dot] */
const sign = (colour, dot) =>
  svg(
    `<mask id="m"><rect width="22" height="22" fill="#fff"/>${dot ? '<circle cx="17" cy="5" r="6.2" fill="#000"/>' : ''}</mask>
    <path d="${BUBBLE}${ARROW}" fill="${colour}" fill-rule="evenodd" mask="url(#m)"/>${dot ? `<circle cx="17" cy="5" r="4.6" fill="${dot}"/>` : ''}`,
    22,
  );

/** The app's icon with the dot. */
const appAttention = app.replace('</svg>', `<circle cx="24.5" cy="7.5" r="7.5" fill="${WARNING}" stroke="#fff" stroke-width="1.4"/></svg>`);

/** @param {string} source @param {number} size pixels @returns {Buffer} */
const png = (source, size) => new Resvg(source, { fitTo: { mode: 'width', value: size } }).render().asPng();

/** @param {string} name @param {Buffer} bytes */
const save = (name, bytes) => writeFileSync(new URL(name, import.meta.url), bytes);

for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) save(`${size}x${size}.png`, png(app, size));
save('icon.ico', ico(app, [16, 20, 24, 32, 40, 48, 64, 256]));
save('icon.icns', icns());

// What the app reads while it runs; @2x and Template mean something to Electron (nativeImage).
save('tray/window.png', png(app, 128));
save('tray/tray.ico', ico(app, [16, 20, 24, 32, 48]));
save('tray/trayAttention.ico', ico(appAttention, [16, 20, 24, 32, 48]));
for (const [suffix, scale] of /** @type {const} */ ([
  ['', 1],
  ['@2x', 2],
])) {
  save(`tray/light${suffix}.png`, png(sign('#fff'), 22 * scale));
  save(`tray/dark${suffix}.png`, png(sign('#2b2b2b'), 22 * scale));
  save(`tray/lightAttention${suffix}.png`, png(sign('#fff', WARNING), 22 * scale));
  save(`tray/darkAttention${suffix}.png`, png(sign('#2b2b2b', WARNING), 22 * scale));
  save(`tray/trayTemplate${suffix}.png`, png(sign('#000'), 16 * scale));
  save(`tray/trayAttentionTemplate${suffix}.png`, png(sign('#000', '#000'), 16 * scale));
}

/** A Windows icon: a table of PNG files. @param {string} source @param {readonly number[]} sizes */
function ico(source, sizes) {
  const images = sizes.map((size) => png(source, size));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  images.forEach((image, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8((sizes[index] ?? 0) % 256, at);
    head.writeUInt8((sizes[index] ?? 0) % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(image.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += image.length;
  });
  return Buffer.concat([head, ...images]);
}

/** A macOS icon: PNG files, each after its type and length. */
function icns() {
  const types = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };
  const chunks = Object.entries(types).map(([type, size]) => chunk(type, png(app, size)));
  return chunk('icns', Buffer.concat(chunks));
}

/** @param {string} type @param {Buffer} body */
function chunk(type, body) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}
