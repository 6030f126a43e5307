// The table twin: the same names and ties as the picture, for the keyboard, for screen readers, for sorting.
const ROWS = 400;
const FIRST_ORDER = { things: 2, ties: 2, acts: 4 };
let order = null;
let rows = ROWS;

function columns() {
  const last = (acts) => (acts.length ? DATA.acts[acts[0]].d || "" : "");
  if (state.list === "ties") {
    return {
      heads: ["thaiSide", "counterpart", "count", "relation", "last"],
      lines: view.ties.map((tie) => {
        const acts = actsOf(tie, view);
        const kinds = Object.keys(tie.relations).filter((one) => view.relations.has(one)).map((one) => t(DATA.relations[one])).join(", ");
        return { chosen: state.sel && state.sel.tie === tie.at, values: [named(THINGS[tie.a].n), named(THINGS[tie.b].n), acts.length, kinds, last(acts)], open: () => go({ sel: { tie: tie.at } }), kind: THINGS[tie.a].kind };
      }),
    };
  }
  if (state.list === "acts") {
    return {
      heads: ["relation", "thaiSide", "counterpart", "topics", "date"],
      lines: view.acts.map((at) => {
        const act = DATA.acts[at];
        const names = (set) => [...set].sort((x, y) => x - y).slice(0, 4).map((one) => named(THINGS[one].n)).join(", ") + (set.size > 4 ? ` +${set.size - 4}` : "");
        return { chosen: state.sel && state.sel.act === at, values: [t(relationOf(act)), names(ACT_SIDES[at].thai), names(ACT_SIDES[at].other), (act.t || []).map((one) => named(DATA.topics[one].n)).join(", "), act.d || ""], open: () => go({ sel: { act: at } }), kind: null };
      }),
    };
  }
  return {
    heads: ["name", "kind", "count", "partnerCount", "last"],
    lines: view.things.map((at) => {
      const acts = actsAt(at, view);
      return { chosen: state.sel && state.sel.thing === at, values: [named(THINGS[at].n), t(THINGS[at].kind), acts.length, partnersOf(at, view).filter((one) => one.acts.size).length, last(acts)], open: () => select(at), kind: THINGS[at].kind };
    }),
  };
}

function showTable() {
  $("table-view").hidden = state.view !== "table";
  if (state.view !== "table") return;
  const held = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.row : null;
  order = order && order.list === state.list ? order : { list: state.list, column: FIRST_ORDER[state.list], down: true };
  const { heads, lines } = columns();
  const way = order.down ? -1 : 1;
  lines.sort((x, y) => {
    const [one, two] = [x.values[order.column], y.values[order.column]];
    return way * (typeof one === "number" ? one - two : String(one).localeCompare(String(two), language)) || x.values[0].localeCompare(y.values[0], language);
  });
  const head = heads.map((name, column) => h("th", { scope: "col", "aria-sort": order.column === column ? (order.down ? "descending" : "ascending") : null },
    button([t(name), order.column === column ? (order.down ? " ▾" : " ▴") : ""], () => { order = { list: state.list, column, down: order.column === column ? !order.down : column >= 2 }; showTable(); })));
  const cell = (value, column) => h("td", { class: typeof value === "number" ? "num" : null }, typeof value === "number" ? number(value) : heads[column] === "last" || heads[column] === "date" ? (value ? day(value) : "–") : bdi(crop(value, 120)));
  const body = lines.slice(0, rows).map((one, which) => h("tr", { "aria-current": one.chosen ? "true" : null },
    h("th", { scope: "row" }, button([one.kind ? icon(one.kind) : null, bdi(crop(one.values[0], 120))], one.open, { class: "link", "data-row": which })), one.values.slice(1).map((value, column) => cell(value, column + 1))));
  const tab = (name) => button(`${t(name)} (${number({ things: view.things, ties: view.ties, acts: view.acts }[name].length)})`, () => { rows = ROWS; go({ list: name }); }, { class: "tab", "aria-pressed": state.list === name });
  $("samphan-table").replaceChildren(
    h("p", { class: "tabs" }, tab("things"), tab("ties"), tab("acts")),
    lines.length ? h("div", { class: "scroll" }, h("table", {}, h("caption", { class: "away" }, named(DATA.title)), h("thead", {}, h("tr", {}, head)), h("tbody", {}, body))) : emptyNote(),
    lines.length > rows ? h("p", {}, t("rows", number(rows), number(lines.length)), " ", button(t("more"), () => { rows += ROWS; showTable(); }, { class: "chip" })) : "");
  const again = held !== null && $("samphan-table").querySelector(`[data-row="${held}"]`);
  if (again) again.focus({ preventScroll: true });
}

function emptyNote() {
  const none = !THINGS.length;
  return h("div", { class: "note" }, h("h2", {}, t(none ? "noneTitle" : "emptyTitle")), h("p", {}, t(none ? "noneHint" : "emptyHint")),
    filtered() ? button(t("reset"), () => go(unfilter()), { class: "act-button" }) : state.focus !== null ? button(t("unfocus"), () => go({ focus: null }), { class: "act-button" }) : null);
}
