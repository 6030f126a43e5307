// The world by acts: each state shaded by how often it takes part, lines to the strongest, and the same as a list.
const STEPS = 5;
/** Parts of the sheet to look at: left, top, width, height. */
const ZONES = { world: [0, 0, 2000, 870], asia: [1230, 150, 600, 460], europe: [880, 60, 370, 250], africa: [830, 250, 520, 480], americas: [250, 60, 640, 800] };

function countryCounts() { return tally(view.acts, GROUPINGS.country.keys).filter(([at]) => THINGS[at].z); }

/** The shade of a count: five steps whose bounds double, so that one giant does not pale all others. */
function shade(count, most) {
  if (!count) return 0;
  return Math.min(STEPS, 1 + Math.floor(STEPS * Math.log2(count) / (Math.log2(most) + 0.01)));
}
function mix(from, to, share) {
  const part = (colour, at) => Number.parseInt(colour.slice(1 + at * 2, 3 + at * 2), 16);
  return "#" + [0, 1, 2].map((at) => Math.round(part(from, at) + (part(to, at) - part(from, at)) * share).toString(16).padStart(2, "0")).join("");
}

function map() {
  if (!WORLD) return emptyNote();
  const counts = countryCounts();
  if (!counts.length) return emptyNote();
  const most = counts[0][1];
  const byCode = new Map(counts.map(([at, count]) => [THINGS[at].z, [at, count]]));
  const [left, top, wide, high] = ZONES[state.zone] || ZONES.world;
  const narrow = $("board").clientWidth < 760;
  const pixels = Math.max($("board").clientWidth - (narrow ? 34 : 304), 240);
  const unit = wide / pixels;  // drawing units in a pixel: names and signs keep their size whatever the zone
  const shades = [mix(colours.ground, colours.soft, 0.16), ...Array.from({ length: STEPS }, (_, at) => mix(colours.ground, colours.accent, 0.25 + 0.75 * at / (STEPS - 1)))];
  const chosen = state.sel && state.sel.thing !== undefined ? THINGS[state.sel.thing].z : null;
  const land = [s("path", { d: WORLD.other, fill: shades[0], stroke: colours.ground, "stroke-width": 0.5 * unit })];
  for (const [code, outline] of Object.entries(WORLD.outlines)) {
    const [at, count] = byCode.get(code) || [];
    const home = code === "TH";
    land.push(s("path", { d: outline, "data-code": code, class: at === undefined ? null : "state", fill: home ? colours.Person : shades[shade(count || 0, most)], stroke: code === chosen ? colours.ink : colours.ground, "stroke-width": (code === chosen ? 2.5 : 0.5) * unit,
      onclick: at === undefined ? null : () => go({ sel: { thing: at } }) }, at === undefined ? null : s("title", {}, `${named(THINGS[at].n)}: ${t("times", count)}`)));
  }
  const lines = [];
  const signs = [];
  const [hx, hy] = WORLD.places.TH;
  const reach = (count) => (2.6 + 5.4 * Math.sqrt(count / most)) * unit;
  const taken = counts.filter(([at]) => THINGS[at].z in WORLD.places).map(([at, count]) => {  // no name lies on a sign
    const [x, y] = WORLD.places[THINGS[at].z];
    const half = reach(count) * 0.8;
    return [x - half, y - half, x + half, y + half];
  });
  const clear = (box) => !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
  for (const [at, count] of counts) {
    const spotOf = WORLD.places[THINGS[at].z];
    if (!spotOf || THINGS[at].z === "TH") continue;
    const [x, y] = spotOf;
    if (lines.length < 40) {
      const bend = Math.min(Math.hypot(x - hx, y - hy) * 0.22, 130);
      lines.push(s("path", { d: `M${hx} ${hy}Q${(x + hx) / 2} ${(y + hy) / 2 - bend} ${x} ${y}`, fill: "none", stroke: colours.ink, "stroke-opacity": 0.28, "stroke-width": ((0.6 + 2.6 * Math.sqrt(count / most)) * unit).toFixed(2) }));
    }
    const radius = reach(count);
    const small = !(THINGS[at].z in WORLD.outlines);
    signs.push(s("circle", { cx: x, cy: y, r: radius, fill: small ? shades[shade(count, most)] : colours.accent, stroke: colours.ground, "stroke-width": unit, class: "state", "data-code": THINGS[at].z, onclick: () => go({ sel: { thing: at } }) }, s("title", {}, `${named(THINGS[at].n)}: ${t("times", count)}`)));
    const text = named(THINGS[at].n);
    const size = 12.5 * unit;
    penOfWidth.font = `${size}px ${FONT}`;
    const half = penOfWidth.measureText(text).width / 2;
    for (const [dx, dy] of [[0, radius + size], [0, -radius - 4 * unit], [half + radius + 4 * unit, 4 * unit], [-half - radius - 4 * unit, 4 * unit]]) {
      const box = [x + dx - half - 2 * unit, y + dy - size, x + dx + half + 2 * unit, y + dy + 3 * unit];
      if (box[0] < left || box[2] > left + wide || !clear(box)) continue;
      taken.push(box);
      signs.push(s("text", { x: x + dx, y: y + dy, "text-anchor": "middle", "font-size": size, fill: colours.ink, stroke: colours.ground, "stroke-width": 2.5 * unit, "paint-order": "stroke", "stroke-linejoin": "round", "pointer-events": "none" }, text));
      break;
    }
  }
  signs.push(s("circle", { cx: hx, cy: hy, r: 5 * unit, fill: colours.Person, stroke: colours.ground, "stroke-width": unit }, s("title", {}, t("thaiSide"))));
  const bounds = [];
  for (let step = 1; step <= STEPS; step += 1) {
    const inside = counts.map(([, count]) => count).filter((count) => shade(count, most) === step);
    if (inside.length) bounds.push([step, Math.min(...inside), Math.max(...inside)]);
  }
  const perRow = Math.max(1, Math.floor((pixels - 12) / 92));
  const key = bounds.map(([step, low, upper], which) => s("g", { transform: `translate(${left + (12 + (which % perRow) * 92) * unit} ${top + high + (6 + 20 * Math.floor(which / perRow)) * unit}) scale(${unit})` }, s("rect", { width: 18, height: 13, fill: shades[step], stroke: colours.line }), s("text", { x: 24, y: 11.5, "font-size": 12.5, fill: colours.ink, stroke: colours.ground, "stroke-width": 3, "paint-order": "stroke" }, t("times", low === upper ? low : `${low}–${upper}`))));
  const places = new Set(Object.keys(WORLD.places));
  const absent = counts.filter(([at]) => !places.has(THINGS[at].z)).length;
  return [
    h("div", { class: "board-head" }, chooser("zone", "zone", Object.keys(ZONES))),
    h("div", { class: "map-and-list" + (narrow ? " stacked" : "") },
      s("svg", { viewBox: `${left} ${top} ${wide} ${high + (8 + 20 * Math.ceil(bounds.length / perRow)) * unit}`, role: "img", "aria-label": t("mapLabel", number(counts.length)), "font-family": FONT, class: "world" }, s("rect", { x: left, y: top, width: wide, height: high, fill: colours.ground }), s("svg", { x: left, y: top, width: wide, height: high, viewBox: `${left} ${top} ${wide} ${high}` }, land, lines, signs), key),
      h("nav", { class: "ranking", "aria-label": t("byCountry") }, h("h2", {}, t("byCountry")), h("ol", {}, counts.slice(0, 60).map(([at, count]) => {
        const bar = h("span", { class: "meter" });
        bar.style.width = `${Math.max(Math.round(100 * count / most), 2)}%`;
        return h("li", {}, button([h("span", { class: "ranked" }, bdi(named(THINGS[at].n)), h("span", { class: "num" }, number(count))), bar], () => go({ sel: { thing: at } }), { "aria-current": state.sel && state.sel.thing === at ? "true" : null }));
      })), counts.length > 60 || absent ? h("p", { class: "soft" }, t("inTable")) : null)),
  ];
}
