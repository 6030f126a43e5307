// Acts along time: one row a country, body, topic or kind; a dot is what happened in one stretch of time.
const ROWS_AT_FIRST = 14;
let timelineRows = ROWS_AT_FIRST;
const BIN = 27;

/** Stretches of time that are wide enough to be pressed: days, months, quarters, years. */
function stretches(days, wide) {
  const [low, high] = [days[0], days[days.length - 1]];
  const months = [];
  for (let one = Number(low.slice(0, 4)) * 12 + Number(low.slice(5, 7) || 1) - 1; one <= Number(high.slice(0, 4)) * 12 + Number(high.slice(5, 7) || 12) - 1; one += 1) months.push(one);
  const name = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  for (const size of [1, 3, 6]) {
    const first = months[0] - (months[0] % size);
    const count = Math.ceil((months[months.length - 1] - first + 1) / size);
    if (count * BIN <= wide || (size === 6 && count <= 24)) return Array.from({ length: count }, (_, at) => ({ from: name(first + at * size), to: name(first + at * size + size - 1) }));
  }
  const out = [];
  for (let one = Number(low.slice(0, 4)); one <= Number(high.slice(0, 4)); one += 1) out.push({ from: String(one), to: String(one) });
  return out;
}

function timeline() {
  const known = view.acts.filter((act) => DATA.acts[act].d);
  const dated = known.filter((act) => Number(DATA.acts[act].d.slice(0, 4)) >= DATA.years[0]);
  if (!dated.length) return emptyNote();
  const grouping = GROUPINGS[state.by] || GROUPINGS.country;
  const all = tally(dated, grouping.keys);
  const wide = Math.max($("board").clientWidth - 34, 320);
  const left = wide < 560 ? 104 : 210;
  const bins = stretches(dated.map((act) => DATA.acts[act].d).sort(), wide - left - 20);
  const step = (wide - left - 14) / bins.length;
  const binOf = (iso) => bins.findIndex((bin) => within(iso, bin.from.slice(0, Math.max(iso.length, 4)), bin.to.slice(0, Math.max(iso.length, 4))));
  const rows = all.slice(0, timelineRows);
  const [top, tall] = [96, 32];
  const high = top + rows.length * tall + 8;
  const font = `13px ${FONT}`;
  const parts = [];
  const totals = bins.map(() => 0);
  for (const act of dated) { const at = binOf(DATA.acts[act].d); if (at >= 0) totals[at] += 1; }
  const most = Math.max(...totals, 1);
  bins.forEach((bin, at) => {
    const x = left + at * step;
    const first = at === 0 || bins[at - 1].from.slice(0, 4) !== bin.from.slice(0, 4);
    if (first) parts.push(s("line", { x1: x, x2: x, y1: 18, y2: high, stroke: colours.line, "stroke-opacity": 0.6 }), s("text", { x: x + 4, y: 30, "font-size": 13, "font-weight": 600, fill: colours.ink }, year(bin.from.slice(0, 4))));
    if (bin.from.length > 4 && step >= 27 && bin.from === bin.to) parts.push(s("text", { x: x + step / 2, y: top - 8, "font-size": 11, "text-anchor": "middle", fill: colours.soft }, day(bin.from).replace(/[\s\d]+$/, "")));
    const bar = 34 * totals[at] / most;
    if (totals[at]) parts.push(s("rect", { x: x + 2, y: 74 - bar, width: Math.max(step - 4, 1), height: bar, rx: 2, fill: colours.accent, "fill-opacity": 0.45 }));
  });
  const counts = new Map();
  for (const act of dated) {
    const at = binOf(DATA.acts[act].d);
    if (at >= 0) for (const key of new Set(grouping.keys(act))) counts.set(key + "|" + at, (counts.get(key + "|" + at) || 0) + 1);
  }
  const dots = [];
  rows.forEach(([key, count], row) => {
    const y = top + row * tall + tall / 2;
    parts.push(s("line", { x1: left, x2: wide - 8, y1: y, y2: y, stroke: colours.line, "stroke-opacity": 0.35 }));
    dots.push(press(() => cutOf(grouping.slice(key)), `${grouping.name(key)}: ${t("times", count)}`, s("rect", { x: 0, y: y - 13, width: left - 12, height: 26, fill: colours.ground, "fill-opacity": 0 }),
      s("text", { x: left - 14, y: y + 4.5, "text-anchor": "end", "font-size": 13, fill: colours.ink }, fitted(grouping.name(key), left - 24, font))));
    bins.forEach((bin, at) => {
      const here = counts.get(key + "|" + at);
      if (!here) return;
      const x = left + (at + 0.5) * step;
      const radius = Math.min(3.5 + 2.4 * Math.sqrt(here), 14);
      dots.push(press(() => cutOf({ ...both(grouping.slice(key), { things: [], from: bin.from, to: bin.to }) }), `${grouping.name(key)}, ${period(bin.from, bin.to)}: ${t("times", here)}`,
        s("rect", { x: x - 13, y: y - 13, width: 26, height: 26, fill: colours.ground, "fill-opacity": 0 }), s("circle", { cx: x, cy: y, r: radius, fill: colours.accent, stroke: colours.ground, "stroke-width": 1.5 }),
        here > 2 ? s("text", { x, y: y + 4, "text-anchor": "middle", "font-size": 11, "font-weight": 600, fill: colours.ground, "aria-hidden": "true" }, here) : null));
    });
  });
  return [
    h("div", { class: "board-head" }, chooser("rowsBy", "by", ["country", "body", "organization", "topic", "act"]), h("p", { class: "soft" }, t("timelineHint"), known.length > dated.length ? ` · ${t("before", known.length - dated.length, year(DATA.years[0]))}` : "")),
    s("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, role: "group", "aria-label": t("timelineLabel", number(dated.length)), "font-family": FONT }, parts, dots),
    all.length > rows.length ? button(`${t("more")} (+${number(all.length - rows.length)})`, () => { timelineRows += 30; showStage(); }, { class: "chip plain", id: "more-rows" }) : null,
  ];
}
const cutOf = (slice) => cut(slice.things, slice);
