// What the pages gain from scripts: suggestions while typing, a theme switch, a word while a question runs. All work without.
(function () {
  "use strict";
  const SHAPES = {
    Country: ["circle", { cx: 8, cy: 8, r: 6.5 }], GovernmentBody: ["rect", { x: 2, y: 2, width: 12, height: 12 }],
    Person: ["path", { d: "M8 1.5 15 14H1z" }], InternationalOrganization: ["path", { d: "M8 1l7 7-7 7-7-7z" }],
    Company: ["path", { d: "M4.5 2h7L15 8l-3.5 6h-7L1 8z" }], Article: ["path", { d: "M3 1h7l3 3v11H3z" }],
    Topic: ["path", { d: "M2 4h12v2H2zm0 4h12v2H2zm0 4h8v2H2z" }],
  };
  const lang = document.documentElement.lang;

  // ---- theme: the reader's choice, kept in this browser
  const button = document.getElementById("theme");
  const root = document.documentElement;
  try {
    const kept = localStorage.getItem("samphan-theme");
    if (kept) root.dataset.theme = kept;
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      localStorage.setItem("samphan-theme", root.dataset.theme);
    });
  } catch (error) { /* no storage here: the system's choice stands */ }

  // ---- suggestions
  function drawn(kind) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 16 16"); svg.setAttribute("width", 13); svg.setAttribute("height", 13);
    svg.setAttribute("class", "icon " + kind); svg.setAttribute("aria-hidden", "true");
    const [name, attributes] = SHAPES[kind] || SHAPES.Topic;
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key of Object.keys(attributes)) shape.setAttribute(key, attributes[key]);
    svg.append(shape);
    return svg;
  }

  let count = 0;
  function suggest(input) {
    const list = document.createElement("ul");
    list.className = "hints"; list.id = "hints-" + (count += 1); list.hidden = true;
    list.setAttribute("role", "listbox");
    const label = input.labels && input.labels[0];
    if (label) list.setAttribute("aria-label", label.textContent.trim());
    input.setAttribute("role", "combobox"); input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id); input.setAttribute("aria-autocomplete", "list");
    input.parentElement.append(list);
    let hits = []; let at = -1; let asked = 0; let timer = 0;

    function close() { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); }
    function choose(hit) {
      close();
      if (input.dataset.fill === "key") input.value = hit.iri.replace(/^.*\/id\//, "");
      else if (input.dataset.fill === "name") input.value = hit[lang] || hit.th || hit.en;
      else location.href = hit.href;
    }
    function mark(next) {
      const rows = list.children;
      if (!rows.length) return;
      if (at >= 0) rows[at].setAttribute("aria-selected", "false");
      at = (next + rows.length) % rows.length;
      rows[at].setAttribute("aria-selected", "true");
      rows[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", rows[at].id);
    }
    function show() {
      list.replaceChildren(...hits.map((hit, number) => {
        const row = document.createElement("li");
        row.id = list.id + "-" + number;
        row.setAttribute("role", "option"); row.setAttribute("aria-selected", "false");
        const name = document.createElement("bdi");
        name.textContent = hit[lang] || hit.th || hit.en || hit.matched;
        const word = document.createElement("span");
        word.className = "soft"; word.textContent = hit.word;
        row.append(drawn(hit.kind), name, word);
        row.addEventListener("mousedown", (event) => { event.preventDefault(); choose(hit); });
        return row;
      }));
      list.hidden = !hits.length;
      at = -1;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }
    async function ask() {
      const text = input.value.trim();
      const turn = (asked += 1);
      if (!text) { close(); return; }
      try {
        const answer = await fetch("/api/suggest?" + new URLSearchParams({ q: text, kind: input.dataset.suggest, limit: "8" }));
        if (!answer.ok || turn !== asked) return;
        hits = (await answer.json()).results;
        if (document.activeElement === input) show();
      } catch (error) { close(); }
    }
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
    input.addEventListener("blur", () => setTimeout(close, 120));
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); if (list.hidden) ask(); else mark(at + 1); }
      else if (event.key === "ArrowUp" && !list.hidden) { event.preventDefault(); mark(at < 0 ? hits.length - 1 : at - 1); }
      else if (event.key === "Enter" && at >= 0) { event.preventDefault(); choose(hits[at]); }
      else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
    });
  }
  document.querySelectorAll("input[data-suggest]").forEach(suggest);

  // ---- "/" goes to the search field, as on the network page
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const field = document.getElementById("q");
    if (field) { event.preventDefault(); field.focus(); }
  });
})();
