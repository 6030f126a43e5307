// Names and communities painted on the canvas: always legible, strongest first, none over another.
let hovered = null;
const widths = new Map();
const FONT = '"Noto Sans Thai", "Leelawadee UI", Thonburi, Sarabun, Loma, Tahoma, "Noto Sans", sans-serif';

function measured(pen, text, font) {
  const key = font + text;
  if (!widths.has(key)) { pen.font = font; widths.set(key, pen.measureText(text).width); }
  return widths.get(key);
}

/** A soft ground behind each community of some size, so that the eye finds the neighbourhoods. */
function paintGroups(pen) {
  if (!view || state.focus !== null || view.path) return;
  const groups = new Map();
  for (const one of view.things) {
    const place = spot(one);
    (groups.get(THINGS[one].g) || groups.set(THINGS[one].g, []).get(THINGS[one].g)).push(place);
  }
  pen.save();
  pen.fillStyle = colours.group;
  for (const places of groups.values()) {
    if (places.length < 4) continue;
    let x = 0; let y = 0; let rx = 0; let ry = 0;
    for (const place of places) { x += place.x / places.length; y += place.y / places.length; }
    for (const place of places) { rx = Math.max(rx, Math.abs(place.x - x)); ry = Math.max(ry, Math.abs(place.y - y)); }
    pen.beginPath();
    pen.ellipse(x, y, rx * 1.08 + 40, ry * 1.08 + 40, 0, 0, Math.PI * 2);
    pen.fill();
  }
  pen.restore();
}

/** The order in which names get their room: what the reader points at, what stays bright, then strength. */
function* callingOrder(bright) {
  const first = [hovered, state.sel && state.sel.thing, state.focus, ...(view.path ? view.path.things : [])].filter((one) => typeof one === "number");
  const seen = new Set(first);
  yield* new Set(first);
  if (bright) for (const one of view.things) if (bright.has(one) && !seen.has(one)) { seen.add(one); yield one; }
  if (bright && state.sel) return;
  for (const one of view.things) if (!seen.has(one)) yield one;
}

function paintLabels(pen) {
  if (!view) return;
  const move = pen.getTransform();
  const ratio = window.devicePixelRatio || 1;
  const wide = pen.canvas.width;
  const high = pen.canvas.height;
  const cell = 64 * ratio;
  const taken = new Map();
  const boxes = [];
  const named_ = [];
  const free = (box) => !named_.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);  // the strongest may cover a sign
  const signs = new Map();
  const clear = (box, own) => {
    for (let x = Math.floor(box[0] / cell); x <= Math.floor(box[2] / cell); x += 1) {
      for (let y = Math.floor(box[1] / cell); y <= Math.floor(box[3] / cell); y += 1) {
        for (const other of taken.get(x + ":" + y) || []) {
          if (other !== own && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
        }
      }
    }
    return true;
  };
  const take = (box) => {
    for (let x = Math.floor(box[0] / cell); x <= Math.floor(box[2] / cell); x += 1) {
      for (let y = Math.floor(box[1] / cell); y <= Math.floor(box[3] / cell); y += 1) {
        const key = x + ":" + y;
        (taken.get(key) || taken.set(key, []).get(key)).push(box);
      }
    }
  };
  const bright = brightness();
  for (const one of view.things) {  // no name lies on a sign that is seen
    const place = spot(one);
    const [x, y] = [place.x * move.a + move.e, place.y * move.d + move.f];
    const half = place.size * magnified * move.a * 0.8;
    if (x < 0 || y < 0 || x > wide || y > high || half < 3 * ratio || (bright && !bright.has(one))) continue;
    signs.set(one, [x - half, y - half, x + half, y + half]);
    take(signs.get(one));
  }
  for (const one of callingOrder(bright)) {
    const place = spot(one);
    if (!nodes.get(node(one))) continue;
    let x = place.x * move.a + move.e;
    const y = place.y * move.d + move.f;
    if (x < -80 || y < -20 || x > wide + 80 || y > high + 20) continue;
    const chosen = one === hovered || (state.sel && state.sel.thing === one) || one === state.focus;
    const scale = Math.min(Math.max(place.size / 16, 0.9), 1.35) * ratio;
    const font = `${chosen || place.size > 24 ? 600 : 400} ${Math.round(12.5 * scale)}px ${FONT}`;
    const text = crop(named(THINGS[one].n), chosen ? 60 : 30);
    const width = measured(pen, text, font);
    x = Math.min(Math.max(x, width / 2 + 4 * ratio), wide - width / 2 - 4 * ratio);
    const half = place.size * magnified * move.a;
    const tall = 17 * scale;
    const at = (dx, top) => [x + dx - width / 2 - 3 * ratio, top, x + dx + width / 2 + 3 * ratio, top + tall];
    const beside = half + width / 2 + 5 * ratio;
    const own = signs.get(one);
    const wished = [at(0, y + half + 3 * ratio), at(0, y - half - tall - 2 * ratio), at(beside, y - tall / 2), at(-beside, y - tall / 2)];
    const inside = (box) => box[0] >= 0 && box[2] <= wide && box[1] >= 0 && box[3] <= high;
    const box = wished.find((one_) => inside(one_) && clear(one_, own)) || (chosen ? wished[0] : boxes.length < 12 ? wished.find((one_) => inside(one_) && free(one_)) : null);
    if (!box) continue;
    take(box);
    named_.push(box);
    boxes.push([text, font, (box[0] + box[2]) / 2, box[1], chosen]);
    if (boxes.length >= 400) break;
  }
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.textAlign = "center";
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  for (const [text, font, x, y] of boxes.reverse()) {
    pen.font = font;
    pen.lineWidth = 4 * ratio;
    pen.strokeStyle = colours.halo;
    pen.strokeText(text, x, y);
    pen.fillStyle = colours.ink;
    pen.fillText(text, x, y);
  }
  pen.restore();
}
