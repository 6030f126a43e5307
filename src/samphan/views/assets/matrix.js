// A table of counts: countries against ministries, topics or years; every cell opens what it counts.
const [MATRIX_ROWS, MATRIX_COLUMNS] = [30, 14];
let matrixRows = MATRIX_ROWS;

function matrixData() {
  const down = GROUPINGS[state.by] || GROUPINGS.country;
  const across = GROUPINGS[state.by === state.over ? "topic" : state.over] || GROUPINGS.body;
  const rows = tally(view.acts, down.keys);
  let columns = tally(view.acts, across.keys);
  if (state.over === "year") columns = columns.sort((x, y) => (x[0] > y[0] ? 1 : -1)).slice(-MATRIX_COLUMNS);
  const counts = new Map();
  for (const act of view.acts) for (const one of new Set(down.keys(act))) for (const two of new Set(across.keys(act))) counts.set(one + "|" + two, (counts.get(one + "|" + two) || 0) + 1);
  return { down, across, rows, columns: columns.slice(0, MATRIX_COLUMNS), left: columns.length - Math.min(columns.length, MATRIX_COLUMNS), counts };
}

function matrix() {
  const { down, across, rows, columns, left, counts } = matrixData();
  if (!rows.length || !columns.length) return [matrixChoice(), emptyNote()];
  const shown = rows.slice(0, matrixRows);
  const most = Math.max(...shown.flatMap(([one]) => columns.map(([two]) => counts.get(one + "|" + two) || 0)), 1);
  const cell = (one, two) => {
    const count = counts.get(one + "|" + two) || 0;
    if (!count) return h("td", { class: "cell none" }, h("span", { class: "away" }, "0"));
    const label = `${down.name(one)} × ${across.name(two)}: ${t("times", count)}`;
    const press_ = button(String(count), () => cutOf(both(down.slice(one), across.slice(two))), { "aria-label": label, title: label });
    press_.style.setProperty("--heat", `${Math.round(6 + 40 * Math.sqrt(count / most))}%`);
    return h("td", { class: "cell" }, press_);
  };
  return [
    matrixChoice(),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("matrix") }, h("table", { class: "matrix" }, h("caption", { class: "away" }, `${named(DATA.title)}: ${t("by_" + state.by)} × ${t("by_" + state.over)}`),
      h("thead", {}, h("tr", {}, h("td", {}), columns.map(([two]) => h("th", { scope: "col" }, h("span", { class: "steep", title: across.name(two) }, bdi(crop(across.name(two), 44))))), h("th", { scope: "col" }, h("span", { class: "steep" }, t("count"))))),
      h("tbody", {}, shown.map(([one, total]) => h("tr", {}, h("th", { scope: "row" }, button(bdi(crop(down.name(one), 40)), () => cutOf(down.slice(one)), { class: "link" })), columns.map(([two]) => cell(one, two)), h("td", { class: "num" }, number(total))))))),
    h("p", { class: "soft" }, left > 0 ? t("columnsLeft", columns.length, columns.length + left) : "", " ", rows.length > shown.length ? button(`${t("more")} (+${number(rows.length - shown.length)})`, () => { matrixRows += 60; showStage(); }, { class: "chip plain", id: "more-rows" }) : ""),
  ];
}

function matrixChoice() {
  return h("div", { class: "board-head" }, chooser("rowsBy", "by", ["country", "organization", "body", "topic", "act"]), chooser("columnsBy", "over", ["body", "topic", "year", "act", "country"]), h("p", { class: "soft" }, t("matrixHint")));
}

function matrixText() {
  const { down, across, rows, columns, counts } = matrixData();
  return csvText([["", ...columns.map(([two]) => across.name(two))], ...rows.map(([one]) => [down.name(one), ...columns.map(([two]) => counts.get(one + "|" + two) || 0)])]);
}
