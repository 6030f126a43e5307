// What the data says under the current filters; knows nothing of how it is drawn.
const STRUCTURE = new Set(["post", "part"].map((name) => String(DATA.relations.indexOf(name))));
const STEP = 120;

const THINGS = DATA.things.map((thing, at) => ({ ...thing, at, kind: DATA.classes[thing.c], ties: [], acts: [],
  found: [...Object.values(thing.n), ...(thing.o || [])].map(fold) }));
const TIES = DATA.ties.map((relations, at) => ({ at, a: Number(NET.edges[at].from.slice(1)), b: Number(NET.edges[at].to.slice(1)), relations }));
/** In the file a name that reads as its thing is called is only a number; here it gets its text again. */
function spelled(quote) {
  return quote && quote.map((piece, place) => (place && typeof piece === "number" ? [DATA.things[piece].n.th, piece] : piece));
}
for (const act of DATA.acts) if (act.q) act.q = act.q.map(spelled);
for (const thing of DATA.things) for (const post of thing.p || []) post.q = spelled(post.q);
for (const article of DATA.articles) if (article.u === undefined && DATA.source) article.u = DATA.source + article.i;
const BY_ID = new Map(THINGS.map((thing) => [thing.i, thing.at]));
const TOPIC_ID = new Map(DATA.topics.map((topic, at) => [topic.i, at]));
for (const tie of TIES) {
  THINGS[tie.a].ties.push(tie.at);
  if (tie.b !== tie.a) THINGS[tie.b].ties.push(tie.at);
}

/** The names that hold `words`, whole words' beginnings first, then the strongest. */
function search(words, most) {
  const wanted = fold(words);
  if (!wanted) return [];
  const hits = [];
  for (const thing of THINGS) {
    let best = 9;
    for (const name of thing.found) {
      const where = name.indexOf(wanted);
      if (where >= 0) best = Math.min(best, name === wanted ? 0 : where === 0 ? 1 : 2);
    }
    if (best < 9) hits.push([best, thing.at]);
  }
  return hits.sort((x, y) => x[0] - y[0] || x[1] - y[1]).slice(0, most).map((hit) => hit[1]);
}

function actPasses(act, state) {
  const when = act.d ? Number(act.d.slice(0, 4)) : null;
  if (DATA.years.length && (state.from > DATA.years[0] || state.to < DATA.years[1])) {
    if (when === null || (when < state.from && state.from > DATA.years[0]) || when > state.to) return false;
  }
  return state.topic === null || (act.t || []).includes(state.topic);
}

/** The acts of a tie under the filters, newest first. */
function actsOf(tie, view) {
  const found = new Set();
  for (const [relation, acts] of Object.entries(tie.relations)) {
    if (view.relations.has(relation)) for (const act of acts) if (view.active.has(act)) found.add(act);
  }
  return [...found].sort((x, y) => (DATA.acts[y].d || "").localeCompare(DATA.acts[x].d || "") || x - y);
}

function neighbourhood(centre, depth, lines) {
  const near = new Map();
  for (const tie of lines) {
    (near.get(tie.a) || near.set(tie.a, []).get(tie.a)).push(tie.b);
    (near.get(tie.b) || near.set(tie.b, []).get(tie.b)).push(tie.a);
  }
  const reached = new Map([[centre, 0]]);
  let edge = [centre];
  for (let step = 1; step <= depth; step += 1) {
    const next = [];
    for (const one of edge) for (const other of near.get(one) || []) if (!reached.has(other)) { reached.set(other, step); next.push(other); }
    edge = next;
  }
  return reached;
}

/** Everything on show for a state: things and ties, their counts, and what was left out. */
function compute(state) {
  const relations = new Set(DATA.relations.map((name, at) => [name, String(at)]).filter(([name]) => !state.norel.has(name)).map(([, at]) => at));
  const active = new Set();
  DATA.acts.forEach((act, at) => { if (actPasses(act, state)) active.add(at); });
  const view = { relations, active, weight: new Map(), strength: new Map() };
  const mine = new Map();
  let lines = [];
  for (const tie of TIES) {
    if (state.off.has(THINGS[tie.a].kind) || state.off.has(THINGS[tie.b].kind)) continue;
    const acts = actsOf(tie, view);
    const held = Object.keys(tie.relations).some((relation) => STRUCTURE.has(relation) && relations.has(relation));
    if (acts.length >= state.min || (held && state.min <= 1)) {
      lines.push(tie);
      view.weight.set(tie.at, acts.length);
      for (const end of [tie.a, tie.b]) {
        const set = mine.get(end) || mine.set(end, new Set()).get(end);
        for (const act of acts) set.add(act);
      }
    }
  }
  for (const [at, acts] of mine) view.strength.set(at, acts.size);
  let pool = [...mine.keys()].filter((at) => view.strength.get(at) > 0 || state.focus !== null);
  if (state.focus !== null) {
    const reached = neighbourhood(state.focus, state.depth, lines);
    pool = pool.filter((at) => reached.has(at));
    if (!pool.includes(state.focus)) pool.push(state.focus);
  }
  pool.sort((x, y) => (y === state.focus) - (x === state.focus) || view.strength.get(y) - view.strength.get(x) || x - y);
  view.pool = pool.length;
  view.everything = lines;
  const shown = new Set(pool.slice(0, state.n));
  view.path = state.path ? route(state.path[0], state.path[1], lines) : null;
  for (const at of (view.path || {}).things || []) shown.add(at);
  for (const at of [state.sel && state.sel.thing, ...(state.path || [])]) if (typeof at === "number") shown.add(at);
  const tied = state.sel && state.sel.tie !== undefined ? TIES[state.sel.tie] : null;
  if (tied) { shown.add(tied.a); shown.add(tied.b); }
  view.things = [...shown].sort((x, y) => (view.strength.get(y) || 0) - (view.strength.get(x) || 0) || x - y);
  lines = lines.filter((tie) => shown.has(tie.a) && shown.has(tie.b));
  view.ties = lines;
  view.drawn = drawnTies(lines, state, view);
  return view;
}

/** The lines to draw: all, or of a thicket each thing's three strongest and then the strongest of the rest; what is chosen always. */
function drawnTies(lines, state, view) {
  const most = Math.max(2 * view.things.length, 60);
  if (state.lines === "all" || state.focus !== null || lines.length <= most) return lines;
  const strongest = [...lines].sort((x, y) => view.weight.get(y.at) - view.weight.get(x.at) || x.at - y.at);
  const kept = new Set();
  const counts = new Map();
  for (const tie of strongest) {
    if (Math.min(counts.get(tie.a) || 0, counts.get(tie.b) || 0) < 3) kept.add(tie.at);
    for (const end of [tie.a, tie.b]) counts.set(end, (counts.get(end) || 0) + 1);
  }
  for (const tie of strongest) { if (kept.size >= most) break; kept.add(tie.at); }
  const chosen = state.sel || {};
  const path = new Set((view.path || {}).ties || []);
  return lines.filter((tie) => kept.has(tie.at) || tie.at === chosen.tie || tie.a === chosen.thing || tie.b === chosen.thing || path.has(tie.at));
}

/** A shortest way between two things along ties, the stronger tie first; null where there is none. */
function route(from, to, lines) {
  const near = new Map();
  for (const tie of lines) for (const [x, y] of [[tie.a, tie.b], [tie.b, tie.a]]) (near.get(x) || near.set(x, []).get(x)).push([y, tie.at]);
  const back = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !back.has(to)) {
    const next = [];
    for (const one of edge) for (const [two, tie] of near.get(one) || []) if (!back.has(two)) { back.set(two, [one, tie]); next.push(two); }
    edge = next;
  }
  if (!back.has(to)) return null;
  const things = [to];
  const ties = [];
  for (let at = to; back.get(at); at = back.get(at)[0]) { ties.unshift(back.get(at)[1]); things.unshift(back.get(at)[0]); }
  return { things, ties };
}

/** Partners of a thing with counts under the filters, strongest first. */
function partnersOf(at, view) {
  const sums = new Map();
  for (const tie of THINGS[at].ties.map((one) => TIES[one])) {
    if (!view.weight.has(tie.at)) continue;
    const end = tie.a === at ? tie.b : tie.a;
    const entry = sums.get(end) || sums.set(end, { at: end, tie: tie.at, acts: new Set() }).get(end);
    for (const act of actsOf(tie, view)) entry.acts.add(act);
  }
  return [...sums.values()].sort((x, y) => y.acts.size - x.acts.size || x.at - y.at);
}

/** The acts that a thing takes part in under the filters, newest first. */
function actsAt(at, view) {
  const found = new Set();
  for (const one of THINGS[at].ties) for (const act of actsOf(TIES[one], view)) found.add(act);
  return [...found].sort((x, y) => (DATA.acts[y].d || "").localeCompare(DATA.acts[x].d || "") || x - y);
}
