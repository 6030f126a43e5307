// Acts by what they have in common: the parties of each act, bodies with all that is part of them, and cuts through the whole.
const ACT_SIDES = DATA.acts.map(() => ({ thai: new Set(), other: new Set() }));
for (const tie of TIES) {
  for (const acts of Object.values(tie.relations)) for (const act of acts) { ACT_SIDES[act].thai.add(tie.a); ACT_SIDES[act].other.add(tie.b); }
}
const KINDS = ["Meeting", "Visit", "Signing", "Conference", "Assistance", "Investment"];
const relationOf = (act) => DATA.relations[KINDS.indexOf(act.k)];

/** The body that each body is part of, where that is on the page too; countries do not count as bodies. */
const ABOVE = new Map();
const PART = String(DATA.relations.indexOf("part"));
for (const tie of TIES) if (PART in tie.relations && THINGS[tie.b].kind !== "Country" && tie.a !== tie.b) ABOVE.set(tie.a, tie.b);
function topmost(at) {
  const seen = new Set();
  let one = at;
  while (ABOVE.has(one) && !seen.has(one)) { seen.add(one); one = ABOVE.get(one); }
  return one;
}

/** Whether a thing, or a body below it, takes part in an act. */
function takesPart(act, at) {
  const { thai, other } = ACT_SIDES[act];
  if (thai.has(at) || other.has(at)) return true;
  if (THINGS[at].kind !== "GovernmentBody") return false;
  for (const side of [thai, other]) for (const one of side) if (topmost(one) === at) return true;
  return false;
}

/** The acts under every filter, newest first: those of the ties that passed, around the focus where there is one. */
function actsShown() {
  const found = new Set();
  for (const tie of view.everything) for (const act of actsOf(tie, view)) found.add(act);
  return [...found].filter((act) => state.focus === null || takesPart(act, state.focus)).sort((x, y) => (DATA.acts[y].d || "").localeCompare(DATA.acts[x].d || "") || x - y);
}

const within = (iso, from, to) => (!from || iso.slice(0, from.length) >= from) && (!to || iso.slice(0, to.length) <= to);

/** The acts of a slice: all of its things take part, within its time, of its kind, on its topic. */
function actsOfSlice(slice) {
  return view.acts.filter((number) => {
    const act = DATA.acts[number];
    return slice.things.every((at) => takesPart(number, at)) && ((!slice.from && !slice.to) || (act.d && within(act.d, slice.from, slice.to)))
      && (!slice.kind || act.k === slice.kind) && (slice.topic === undefined || slice.topic === null || (act.t || []).includes(slice.topic));
  });
}
const cut = (things, more) => go({ sel: { slice: { things, from: "", to: "", kind: "", topic: null, ...more } } });

/** A slice as the address spells it. */
function spellSlice(slice) {
  return [slice.things.map((at) => THINGS[at].i).join("~"), slice.from || "", slice.to || "", slice.kind || "", slice.topic === null || slice.topic === undefined ? "" : DATA.topics[slice.topic].i].join(";");
}
function readSlice(text, thing) {
  const [things, from, to, kind, topic] = text.split(";");
  const ends = (things || "").split("~").filter(Boolean).map(thing);
  if (ends.includes(null)) return null;
  const iso = (value) => (/^\d{4}(-\d\d){0,2}$/.test(value || "") ? value : "");
  return { things: ends, from: iso(from), to: iso(to), kind: KINDS.includes(kind) ? kind : "", topic: TOPIC_ID.has(topic) ? TOPIC_ID.get(topic) : null };
}

function period(from, to) { return from === to || !to ? day(from) : `${day(from)} – ${day(to)}`; }

function slicePanel(slice) {
  const acts = actsOfSlice(slice);
  const names = slice.things.map((at, which) => [which ? h("span", { class: "soft" }, " × ") : null, thingButton(at)]);
  const parts = [slice.topic !== null && slice.topic !== undefined ? named(DATA.topics[slice.topic].n) : "", slice.kind ? t(DATA.relations[KINDS.indexOf(slice.kind)]) : "", slice.from ? period(slice.from, slice.to) : ""].filter(Boolean);
  return [
    heading(t("evidence"), h("h2", { class: "pair" }, names.length ? names : bdi(parts.join(" · "))), names.length && parts.length ? h("p", {}, parts.join(" · ")) : null, h("p", { class: "soft" }, t("times", number(acts.length)))),
    h("div", { class: "acts-row" }, button(t("copy"), copyLink, { class: "act-button" })),
    yearBars(acts), topicTags(acts), acts.length ? actList(acts, new Set(slice.things)) : h("p", { class: "soft" }, t("emptyTitle")),
  ];
}

function actPanel(at) {
  const act = DATA.acts[at];
  const side = (name, set) => (set.size ? section(t(name), h("ul", { class: "plain-list" }, [...set].sort((x, y) => x - y).map((one) => h("li", {}, thingButton(one))))) : null);
  return [heading(t(relationOf(act)), h("h2", {}, day(act.d))), side("thaiSide", ACT_SIDES[at].thai), side("counterpart", ACT_SIDES[at].other), actList([at], new Set())];
}
