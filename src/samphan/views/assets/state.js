// What the reader has chosen, and its spelling in the address so that links and Back bring it again.
const SPAN = DATA.years.length ? DATA.years : [0, 9999];
const START = new URLSearchParams(DATA.start || "");
const span = (text) => (/^\d{4}(-\d\d)?~\d{4}(-\d\d)?$/.test(text || "") ? text.split("~") : null);
const fresh = () => ({ sel: null, focus: null, depth: 1, n: STEP, off: new Set(), norel: new Set(), topic: null, from: SPAN[0], to: SPAN[1], min: 1, path: null, view: START.get("view") || "graph", list: "things", by: "country", over: "body", zone: "world", lines: "strong", a: span(START.get("a")), b: span(START.get("b")) });
let state = fresh();
let picking = null;
let notice = "";
let remembers = true;

function spell(one) {
  const out = new URLSearchParams();
  if (one.sel && one.sel.thing !== undefined) out.set("sel", THINGS[one.sel.thing].i);
  if (one.sel && one.sel.tie !== undefined) out.set("tie", THINGS[TIES[one.sel.tie].a].i + "~" + THINGS[TIES[one.sel.tie].b].i);
  if (one.sel && one.sel.act !== undefined) out.set("act", one.sel.act);
  if (one.sel && one.sel.slice) out.set("acts", spellSlice(one.sel.slice));
  if (one.focus !== null) out.set("focus", THINGS[one.focus].i);
  if (one.depth !== 1) out.set("depth", one.depth);
  if (one.n !== STEP) out.set("n", one.n);
  if (one.off.size) out.set("off", [...one.off].sort().join("."));
  if (one.norel.size) out.set("rel", DATA.relations.filter((name) => !one.norel.has(name)).join(".") || "none");
  if (one.topic !== null) out.set("topic", DATA.topics[one.topic].i);
  if (one.from !== SPAN[0]) out.set("from", one.from);
  if (one.to !== SPAN[1]) out.set("to", one.to);
  if (one.min !== 1) out.set("min", one.min);
  if (one.path) out.set("path", one.path.map((at) => THINGS[at].i).join("~"));
  const first = fresh();
  if (one.view !== first.view) out.set("view", one.view);
  if (one.by !== "country") out.set("by", one.by);
  if (one.lines !== "strong") out.set("lines", one.lines);
  if (one.zone !== "world") out.set("zone", one.zone);
  if (one.over !== "body") out.set("over", one.over);
  if (one.a && String(one.a) !== String(first.a)) out.set("a", one.a.join("~"));
  if (one.b && String(one.b) !== String(first.b)) out.set("b", one.b.join("~"));
  if (one.list !== "things") out.set("list", one.list);
  out.set("lang", language);
  return "#" + out.toString().replace(/%2F/g, "/").replace(/%7E/g, "~").replace(/%3B/g, ";");
}

/** A state from an address; what this file does not know is left out with a notice. */
function read(hash) {
  const one = fresh();
  notice = "";
  let given;
  try { given = new URLSearchParams(hash.replace(/^#/, "")); } catch { return one; }
  const thing = (id) => {
    if (BY_ID.has(id)) return BY_ID.get(id);
    notice = t("unknown", crop(id, 40));
    return null;
  };
  const whole = (name, low, high, otherwise) => {
    const value = Number.parseInt(given.get(name), 10);
    return Number.isFinite(value) ? Math.min(Math.max(value, low), high) : otherwise;
  };
  const pair = (text) => {
    const ends = text.split("~").map(thing);
    return ends.length === 2 && ends.every((end) => end !== null) ? ends : null;
  };
  if (given.get("lang") === "en" || given.get("lang") === "th") language = given.get("lang");
  if (given.has("sel")) { const at = thing(given.get("sel")); if (at !== null) one.sel = { thing: at }; }
  if (given.has("tie")) {
    const ends = pair(given.get("tie"));
    const tie = ends && TIES.find((line) => line.a === ends[0] && line.b === ends[1]);
    if (tie) one.sel = { tie: tie.at };
  }
  if (given.has("act") && DATA.acts[given.get("act")]) one.sel = { act: Number(given.get("act")) };
  if (given.has("acts")) { const slice = readSlice(given.get("acts"), thing); if (slice) one.sel = { slice }; }
  if (given.has("focus")) one.focus = thing(given.get("focus"));
  if (given.has("path")) one.path = pair(given.get("path"));
  one.depth = whole("depth", 1, 3, 1);
  one.n = whole("n", 1, 1e6, STEP);
  one.min = whole("min", 1, 1e6, 1);
  one.from = whole("from", SPAN[0], SPAN[1], SPAN[0]);
  one.to = Math.max(whole("to", SPAN[0], SPAN[1], SPAN[1]), one.from);
  for (const name of (given.get("off") || "").split(".")) if (DATA.classes.includes(name)) one.off.add(name);
  if (given.has("rel")) {
    const on = given.get("rel").split(".");
    for (const name of DATA.relations) if (!on.includes(name)) one.norel.add(name);
  }
  if (given.has("topic")) {
    if (TOPIC_ID.has(given.get("topic"))) one.topic = TOPIC_ID.get(given.get("topic"));
    else notice = t("unknown", crop(given.get("topic"), 40));
  }
  if (VIEWS.includes(given.get("view"))) one.view = given.get("view");
  if (!VIEWS.includes(one.view)) one.view = "graph";
  if (["ties", "acts"].includes(given.get("list"))) one.list = given.get("list");
  if (given.get("by") in GROUPINGS || given.get("by") === "pair") one.by = given.get("by");
  if (given.get("over") in GROUPINGS) one.over = given.get("over");
  if (given.get("lines") === "all") one.lines = "all";
  if (given.get("zone") in ZONES) one.zone = given.get("zone");
  one.a = span(given.get("a")) || one.a;
  one.b = span(given.get("b")) || one.b;
  return one;
}

/** Change the state and show it; small moves (sliders) replace the last history entry. */
function go(change, small) {
  state = { ...state, ...change };
  notice = "";
  write(small);
  show();
}

function write(small) {
  if (!remembers) return;
  try {
    if (spell(state) !== location.hash) history[small ? "replaceState" : "pushState"](null, "", spell(state));
  } catch { remembers = false; }  // a frame inside a notebook has no address of its own
}

function select(at) {
  if (picking !== null && picking !== at) {
    const from = picking;
    picking = null;
    go({ path: [from, at], sel: null });
  } else go({ sel: { thing: at } });
}

const filtered = () => state.off.size || state.norel.size || state.topic !== null || state.from !== SPAN[0] || state.to !== SPAN[1] || state.min !== 1;
const unfilter = () => ({ off: new Set(), norel: new Set(), topic: null, from: SPAN[0], to: SPAN[1], min: 1 });
