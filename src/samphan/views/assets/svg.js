// Drawing with SVG: elements by name, colours as plain values so that a saved picture stands alone.
function s(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, String(value));
  }
  for (const child of children.flat(3)) if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/** A part of a drawing that can be chosen by mouse and keyboard. */
function press(action, label, ...children) {
  return s("g", { class: "press", role: "button", tabindex: 0, "aria-label": label, onclick: action,
    onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.stopPropagation(); action(); } } }, s("title", {}, label), children);
}

const penOfWidth = document.createElement("canvas").getContext("2d");
/** A name cut to a width in drawing units. */
function fitted(text, width, font) {
  penOfWidth.font = font;
  if (penOfWidth.measureText(text).width <= width) return text;
  let most = text.length;
  while (most > 2 && penOfWidth.measureText(crop(text, most)).width > width) most -= Math.max(1, Math.floor(most / 12));
  return crop(text, most);
}

/** How many acts each key has; `keys` gives the keys of one act. */
function tally(acts, keys) {
  const counts = new Map();
  for (const act of acts) for (const key of new Set(keys(act))) counts.set(key, (counts.get(key) || 0) + 1);
  return [...counts].sort((x, y) => y[1] - x[1] || (x[0] > y[0] ? 1 : -1));
}

const THAILAND = THINGS.findIndex((thing) => thing.z === "TH");
const isHome = (at) => at === THAILAND || (THINGS[at].l && THAILAND >= 0 && named(THINGS[at].l) === named(THINGS[THAILAND].n));

/** The ways to put acts in rows: for each, the keys of an act, a key's name, and the slice that a key stands for. */
const GROUPINGS = {
  country: { keys: (act) => [...ACT_SIDES[act].thai, ...ACT_SIDES[act].other].filter((at) => THINGS[at].kind === "Country" && at !== THAILAND), name: (at) => named(THINGS[at].n), slice: (at) => ({ things: [at] }) },
  body: { keys: (act) => [...ACT_SIDES[act].thai].filter((at) => THINGS[at].kind === "GovernmentBody").map(topmost), name: (at) => named(THINGS[at].n), slice: (at) => ({ things: [at] }) },
  organization: { keys: (act) => [...ACT_SIDES[act].other].filter((at) => THINGS[at].kind === "InternationalOrganization"), name: (at) => named(THINGS[at].n), slice: (at) => ({ things: [at] }) },
  topic: { keys: (act) => DATA.acts[act].t || [], name: (at) => named(DATA.topics[at].n), slice: (topic) => ({ things: [], topic }) },
  act: { keys: (act) => [DATA.acts[act].k], name: (kind) => t(DATA.relations[KINDS.indexOf(kind)]), slice: (kind) => ({ things: [], kind }) },
  year: { keys: (act) => (DATA.acts[act].d ? [DATA.acts[act].d.slice(0, 4)] : []), name: (value) => year(value), slice: (value) => ({ things: [], from: value, to: value }) },
};
const both = (one, two) => ({ things: [...one.things, ...two.things], from: one.from || two.from || "", to: one.to || two.to || "", kind: one.kind || two.kind || "", topic: one.topic ?? two.topic ?? null });

/** A choice above a drawing: `name` is the state's field, `options` its values with their words. */
function chooser(word, name, options) {
  return h("label", { class: "chooser" }, h("span", {}, t(word)), h("select", { id: "choose-" + name, onchange: (event) => go({ [name]: event.target.value }) }, options.map((one) => h("option", { value: one, selected: state[name] === one }, t("by_" + one)))));
}
