// Two periods side by side: what is new, what grew, what faded, what ceased.
const DAYS = DATA.acts.map((act) => act.d || "").filter((one) => one && Number(one.slice(0, 4)) >= DATA.years[0]).sort();

/** The units of time to choose from: years, or months where all lies within two years. */
function units() {
  if (!DAYS.length) return [];
  const [low, high] = [Number(DAYS[0].slice(0, 4)), Number(DAYS[DAYS.length - 1].slice(0, 4))];
  const out = [];
  for (let one = low; one <= high; one += 1) {
    if (high - low > 1) out.push(String(one));
    else for (let month = 1; month <= 12; month += 1) out.push(`${one}-${String(month).padStart(2, "0")}`);
  }
  const named_ = out.filter((unit) => unit >= DAYS[0].slice(0, unit.length) && unit <= DAYS[DAYS.length - 1].slice(0, unit.length));
  return named_.length ? named_ : out;
}

/** The periods of the state, or the first and second half of all time. */
function periods() {
  const all = units();
  const half = Math.max(Math.floor(all.length / 2), 1);
  const early = [all[0], all[half - 1]];
  const late = [all[Math.min(half, all.length - 1)], all[all.length - 1]];
  return [state.a || early, state.b || late];
}

function changes() {
  const [early, late] = periods();
  const grouping = state.by === "pair" ? PAIRS : GROUPINGS[state.by] || GROUPINGS.country;
  const count = ([from, to]) => new Map(tally(view.acts.filter((act) => DATA.acts[act].d && within(DATA.acts[act].d, from, to)), grouping.keys));
  const [before, after] = [count(early), count(late)];
  const rows = [...new Set([...before.keys(), ...after.keys()])].map((key) => ({ key, before: before.get(key) || 0, after: after.get(key) || 0 }));
  const group_ = (row) => (!row.before ? "fresh" : !row.after ? "ceased" : row.after > row.before ? "grew" : row.after < row.before ? "faded" : "steady");
  const order_ = (x, y) => Math.abs(y.after - y.before) - Math.abs(x.after - x.before) || y.after + y.before - x.after - x.before || (x.key > y.key ? 1 : -1);
  return { early, late, grouping, groups: ["fresh", "grew", "faded", "ceased", "steady"].map((name) => [name, rows.filter((row) => group_(row) === name).sort(order_)]) };
}
const PAIRS = {
  keys: (act) => [...new Set([...ACT_SIDES[act].thai].filter((at) => THINGS[at].kind === "GovernmentBody").map(topmost))].flatMap((one) => GROUPINGS.country.keys(act).map((two) => one + "~" + two)),
  name: (key) => key.split("~").map((at) => named(THINGS[at].n)).join(" × "), slice: (key) => ({ things: key.split("~").map(Number) }),
};

function change() {
  if (!DAYS.length || !view.acts.length) return emptyNote();
  const { early, late, grouping, groups } = changes();
  const all = units();
  const most = Math.max(...groups.flatMap(([, rows]) => rows.map((row) => Math.max(row.before, row.after))), 1);
  const pick = (name, which, value) => h("select", { id: `${name}${which}`, "aria-label": `${t(name === "a" ? "earlier" : "later")}: ${t(which ? "until" : "since")}`, onchange: (event) => {
    const now = [...(name === "a" ? early : late)];
    now[which] = event.target.value;
    go({ [name]: now[0] <= now[1] ? now : [event.target.value, event.target.value] });
  } }, all.map((unit) => h("option", { value: unit, selected: unit === value }, day(unit))));
  const choice = (name, value) => h("p", { class: "chooser" }, h("span", {}, t(name === "a" ? "earlier" : "later")), pick(name, 0, value[0]), "–", pick(name, 1, value[1]));
  const bar = (count, kind) => { const out = h("span", { class: "meter " + kind }); out.style.width = `${count ? Math.max(Math.round(100 * count / most), 2) : 0}%`; return out; };
  const span = { from: early[0] < late[0] ? early[0] : late[0], to: early[1] > late[1] ? early[1] : late[1] };
  const row = (one) => h("li", {}, button([h("span", { class: "ranked" }, bdi(crop(grouping.name(one.key), 90)), h("span", { class: "num", "aria-hidden": "true" }, `${number(one.before)} → ${number(one.after)}`), h("span", { class: "away" }, t("fromTo", one.before, one.after))), bar(one.before, "before"), bar(one.after, "after")],
    () => cutOf(both(grouping.slice(one.key), { things: [], ...span }))));
  const shown = groups.filter(([, rows]) => rows.length);
  return [
    h("div", { class: "board-head" }, chooser("rowsBy", "by", ["country", "body", "pair", "organization", "topic", "act"]), choice("a", early), choice("b", late), h("p", { class: "soft keys" }, h("span", { class: "meter before sample" }), period(...early), " ", h("span", { class: "meter after sample" }), period(...late))),
    shown.length ? h("div", { class: "columns" }, shown.map(([name, rows]) => h("section", { class: "ranking" }, h("h2", {}, `${t(name)} (${number(rows.length)})`), h("ol", {}, rows.slice(0, 12).map(row)), rows.length > 12 ? h("details", {}, h("summary", {}, `${t("more")} (+${number(rows.length - 12)})`), h("ol", {}, rows.slice(12, 200).map(row))) : null))) : emptyNote(),
  ];
}

function changeText() {
  const { early, late, grouping, groups } = changes();
  return csvText([["name", period(...early), period(...late), "change"], ...groups.flatMap(([name, rows]) => rows.map((one) => [grouping.name(one.key), one.before, one.after, name]))]);
}
