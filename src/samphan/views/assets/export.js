// Taking the current view along: picture, vector, table, graph.
const escaped = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

function hand(blob, kind) {
  const name = `samphan-${new URLSearchParams(location.hash.slice(1)).get("focus") || "view"}.${kind}`.replace(/[^\w.ก-๙-]+/g, "-");
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  say(t("saved", name));
}
const asText = (text, type, kind) => hand(new Blob([text], { type: type + ";charset=utf-8" }), kind);

/** What can be saved of the present view. */
function savable() {
  return { matrix: ["csv", "graphml"], change: ["csv", "graphml"], table: ["csv", "graphml"] }[state.view] || ["png", "svg", "csv", "graphml"];
}

function save(kind) {
  if (kind === "png") { if (onCanvas()) savePicture(); else saveBoard(); }
  if (kind === "svg") asText(onCanvas() ? vectorPicture() : boardPicture().text, "image/svg+xml", "svg");
  if (kind === "csv") asText(state.view === "matrix" ? matrixText() : state.view === "change" ? changeText() : tableText(), "text/csv", "csv");
  if (kind === "graphml") asText(graphText(), "application/xml", "graphml");
}

function savePicture() {
  const canvas = $("canvas").querySelector("canvas");
  const ratio = canvas.width / canvas.clientWidth;
  const out = document.createElement("canvas");
  const [top, bottom] = [52 * ratio, 40 * ratio];
  out.width = canvas.width;
  out.height = canvas.height + top + bottom;
  const pen = out.getContext("2d");
  pen.fillStyle = colours.ground;
  pen.fillRect(0, 0, out.width, out.height);
  pen.drawImage(canvas, 0, top);
  pen.fillStyle = colours.ink;
  pen.font = `600 ${18 * ratio}px ${FONT}`;
  pen.fillText(named(DATA.title), 16 * ratio, 33 * ratio);
  pen.font = `${13 * ratio}px ${FONT}`;
  let x = 16 * ratio;
  const y = out.height - 14 * ratio;
  for (const kind of DATA.classes.filter((one) => view.things.some((at) => THINGS[at].kind === one))) {
    pen.save();
    pen.translate(x, y - 12 * ratio);
    pen.scale(ratio, ratio);
    pen.fillStyle = colours[kind];
    pen.fill(new Path2D(SHAPES[SHAPE_OF[kind]]));
    pen.restore();
    pen.fillText(t(kind), x + 22 * ratio, y);
    x += 22 * ratio + pen.measureText(t(kind)).width + 22 * ratio;
  }
  out.toBlob((blob) => { if (blob) hand(blob, "png"); });
}

/** The map or the timeline with its heading, as an SVG that stands alone. */
function boardPicture() {
  const own = $("board").querySelector("svg[font-family]");
  const [, , wide, high] = own.getAttribute("viewBox").split(" ").map(Number);
  const copy = own.cloneNode(true);
  for (const one of copy.querySelectorAll("[tabindex]")) one.removeAttribute("tabindex");
  const size = Math.max(wide / 60, 18);
  copy.setAttribute("y", String(size * 2.4));
  copy.setAttribute("width", String(wide));
  copy.setAttribute("height", String(high));
  const whole = s("svg", { viewBox: `0 0 ${wide} ${high + size * 2.4}`, width: wide, height: high + size * 2.4, "font-family": FONT }, s("title", {}, named(DATA.title)), s("rect", { width: wide, height: high + size * 2.4, fill: colours.ground }),
    s("text", { x: size, y: size * 1.6, "font-size": size * 1.2, "font-weight": 600, fill: colours.ink }, `${named(DATA.title)} · ${$("count").textContent}`), copy);
  return { text: new XMLSerializer().serializeToString(whole), wide, high: high + size * 2.4 };
}

function saveBoard() {
  const { text, wide, high } = boardPicture();
  const picture = new Image();
  picture.onload = () => {
    const out = document.createElement("canvas");
    const ratio = Math.max(1, 2400 / wide);
    out.width = Math.round(wide * ratio);
    out.height = Math.round(high * ratio);
    out.getContext("2d").drawImage(picture, 0, 0, out.width, out.height);
    out.toBlob((blob) => { if (blob) hand(blob, "png"); });
  };
  picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
}

/** Rows as CSV for spreadsheets (with a byte order mark); a cell never starts a formula. */
function csvText(lines) {
  const cell = (value) => {
    const text = String(value === undefined || value === null ? "" : value);
    return `"${(typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? "'" + text : text).replace(/"/g, '""')}"`;
  };
  return "\ufeff" + lines.map((one) => one.map(cell).join(",")).join("\r\n") + "\r\n";
}

function vectorPicture() {
  const places = view.things.map((at) => spot(at));
  if (!places.length) places.push({ x: 0, y: 0, size: 1 });
  const [left, right] = [Math.min(...places.map((one) => one.x)) - 140, Math.max(...places.map((one) => one.x)) + 140];
  const [top, bottom] = [Math.min(...places.map((one) => one.y)) - 110, Math.max(...places.map((one) => one.y)) + 110];
  const size = Math.max((right - left) / 90, 12);
  const parts = view.drawn.map((tie) => {
    const [a, b] = [spot(tie.a), spot(tie.b)];
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${colours.line}" stroke-opacity=".7" stroke-width="${Math.min(0.8 + Math.sqrt(view.weight.get(tie.at) || 0), 9).toFixed(1)}"/>`;
  });
  for (const at of view.things) {
    const [thing, place] = [THINGS[at], spot(at)];
    parts.push(`<g><title>${escaped(named(thing.n))}</title><path d="${SHAPES[SHAPE_OF[thing.kind]]}" transform="translate(${place.x} ${place.y}) scale(${(place.size * magnified / 7).toFixed(2)}) translate(-8 -8)" fill="${colours[thing.kind]}" stroke="${colours.edge}" stroke-width=".4"/>` +
      `<text x="${place.x}" y="${(place.y + place.size * magnified + size).toFixed(1)}" font-size="${(size * Math.min(place.size / 18, 1)).toFixed(1)}" text-anchor="middle" fill="${colours.ink}" stroke="${colours.ground}" stroke-width="${(size / 5).toFixed(1)}" paint-order="stroke">${escaped(crop(named(thing.n), 32))}</text></g>`);
  }
  const kinds = DATA.classes.filter((one) => view.things.some((at) => THINGS[at].kind === one));
  const legendParts = kinds.map((kind, which) => `<g transform="translate(${left + 20} ${bottom + size * 1.8 * (which + 0.6)})"><path d="${SHAPES[SHAPE_OF[kind]]}" transform="scale(${size / 16}) translate(0 -13)" fill="${colours[kind]}"/><text x="${size * 1.4}" font-size="${size}" fill="${colours.ink}">${escaped(t(kind))}</text></g>`);
  const tall = bottom - top + size * (1.8 * kinds.length + 4);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top - size * 3} ${right - left} ${tall}" font-family="${escaped(FONT)}"><title>${escaped(named(DATA.title))}</title>` +
    `<rect x="${left}" y="${top - size * 3}" width="${right - left}" height="${tall}" fill="${colours.ground}"/><text x="${left + 20}" y="${top - size}" font-size="${size * 1.5}" font-weight="600" fill="${colours.ink}">${escaped(named(DATA.title))}</text>${parts.join("")}${legendParts.join("")}</svg>`;
}

/** Every act of every tie on show, one a row, with its sentence and source. */
function tableText() {
  const lines = [["thai_side", "thai_side_en", "thai_side_class", "counterpart", "counterpart_en", "counterpart_class", "tie", "date", "status", "topics", "sentence", "article", "source"]];
  const en = (thing) => thing.n.en || "";
  const th = (thing) => thing.n.th || thing.n.en;
  for (const tie of view.ties) {
    const [a, b] = [THINGS[tie.a], THINGS[tie.b]];
    for (const relation of Object.keys(tie.relations)) {
      if (!view.relations.has(relation)) continue;
      const base = [th(a), en(a), a.kind, th(b), en(b), b.kind, DATA.relations[relation]];
      if (STRUCTURE.has(relation)) lines.push([...base, "", "", "", "", "", ""]);
      for (const number of tie.relations[relation]) {
        if (!view.active.has(number)) continue;
        const act = DATA.acts[number];
        const said = (act.q || []).map(([, ...pieces]) => pieces.map((piece) => (typeof piece === "string" ? piece : piece[0])).join("")).join(" | ");
        const from = (act.a || []).map((one) => DATA.articles[one]);
        lines.push([...base, act.d, act.s || "Held", (act.t || []).map((one) => DATA.topics[one].i).join("; "), said || act.n, from.map((one) => one.i).join("; "), from.map((one) => one.u || "").join(" ")]);
      }
    }
  }
  return csvText(lines);
}

function graphText() {
  const key = (id, on, type) => `<key id="${id}" for="${on}" attr.name="${id}" attr.type="${type}"/>`;
  const data = (name, value) => (value === undefined || value === "" ? "" : `<data key="${name}">${escaped(value)}</data>`);
  const place = (at) => spot(at);
  const things = view.things.map((at) => `<node id="${escaped(THINGS[at].i)}">${data("label", THINGS[at].n.th || THINGS[at].n.en)}${data("label_en", THINGS[at].n.en)}${data("class", THINGS[at].kind)}${data("acts", view.strength.get(at) || 0)}${data("community", THINGS[at].g)}${data("x", place(at).x)}${data("y", -place(at).y)}</node>`);
  const ties = view.ties.map((tie) => `<edge id="e${tie.at}" source="${escaped(THINGS[tie.a].i)}" target="${escaped(THINGS[tie.b].i)}">${data("weight", view.weight.get(tie.at) || 0)}${data("kinds", Object.keys(tie.relations).filter((one) => view.relations.has(one)).map((one) => DATA.relations[one]).join(" "))}</edge>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${key("label", "node", "string")}${key("label_en", "node", "string")}${key("class", "node", "string")}${key("acts", "node", "int")}${key("community", "node", "int")}${key("x", "node", "double")}${key("y", "node", "double")}${key("weight", "edge", "int")}${key("kinds", "edge", "string")}\n<graph edgedefault="directed">\n${things.join("\n")}\n${ties.join("\n")}\n</graph>\n</graphml>\n`;
}
