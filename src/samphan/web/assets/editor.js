// The SPARQL editor: YASQE over the plain text field, completion from this server's own data, in Thai and English.
(function () {
  "use strict";
  const field = document.getElementById("query");
  const form = document.getElementById("ask");
  const stop = document.getElementById("stop");
  const running = document.getElementById("running");
  const lang = field.dataset.language;
  const PREFIXES = {
    "https://w3id.org/samphan/ontology#": "sam:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:", "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2004/02/skos/core#": "skos:", "https://schema.org/": "schema:", "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/ns/org#": "org:", "http://www.w3.org/ns/prov#": "prov:", "http://www.w3.org/ns/oa#": "oa:", "http://www.w3.org/2002/07/owl#": "owl:",
  };

  form.addEventListener("submit", () => {
    form.method = field.value.length > 4000 ? "post" : "get";  // an address has a length that browsers and proxies bear
    running.textContent = running.dataset.text;
    stop.hidden = false;
  });
  stop.addEventListener("click", () => { window.stop(); running.textContent = ""; stop.hidden = true; });
  window.addEventListener("pageshow", () => { running.textContent = ""; stop.hidden = true; });
  if (typeof Yasqe === "undefined") return;  // the text field does as well

  function short(iri) {
    for (const base of Object.keys(PREFIXES)) {
      const rest = iri.slice(base.length);
      if (iri.startsWith(base) && /^[A-Za-z][A-Za-z0-9_-]*$/.test(rest)) return PREFIXES[base] + rest;
    }
    return "<" + iri + ">";
  }

  const home = document.getElementById("editor");
  home.hidden = false;
  const editor = new Yasqe(home, {
    value: field.value, persistenceId: null, showQueryButton: false, resizeable: false, createShareableLink: null, autocompleters: [],
    lineWrapping: true, screenReaderLabel: field.labels[0].textContent.trim(), consumeShareLink: null, pluginButtons: undefined, viewportMargin: Infinity,
  });
  // The contract's prefixes are known to the server; the editor must not call them undefined.
  const mode = editor.getMode();
  const start = mode.startState;
  mode.startState = (...given) => {
    const state = start(...given);
    for (const base of Object.keys(PREFIXES)) state.prefixes[PREFIXES[base].slice(0, -1)] = base;
    for (const name of ["id", "xsd", "foaf"]) state.prefixes[name] = name;
    return state;
  };
  editor.setValue(editor.getValue());
  field.labels[0].addEventListener("click", (event) => { event.preventDefault(); editor.focus(); });
  field.required = false;
  field.hidden = true;
  editor.getInputField().setAttribute("aria-label", field.labels[0].textContent.trim());
  editor.getInputField().setAttribute("aria-describedby", "editorhelp");
  editor.on("change", () => { field.value = editor.getValue(); });

  async function complete() {
    const place = editor.getCursor();
    const line = editor.getLine(place.line).slice(0, place.ch);
    const word = (line.match(/[^\s{}()<>"';,.|^/]*$/) || [""])[0];
    const variable = word.startsWith("?") || word.startsWith("$");
    const bare = word.replace(/^(sam|id|rdf|rdfs|skos|schema|dcterms|org|prov|oa|owl):/, "");
    let found = [];
    if (variable) {
      found = Array.from(new Set(editor.getValue().match(/[?$][\p{L}\p{N}_]+/gu) || [])).filter((one) => one.startsWith(word) && one !== word).map((one) => ({ text: one, displayText: one }));
    } else {
      const before = line.slice(0, line.length - word.length);
      const what = /(^|[\s{;.])(a|rdf:type)\s+$/.test(before) ? ["class"] : /[?$][\p{L}\p{N}_]+\s+$|>\s+$|;\s*$/u.test(before) ? ["property", "thing"] : ["thing", "property", "class"];
      const answers = await Promise.all(what.map((one) => (one === "thing" && !bare ? [] :
        fetch("/api/complete?" + new URLSearchParams({ q: bare, what: one })).then((answer) => answer.json()).then((answer) => answer.results))));
      found = answers.flat().map((hit) => ({ text: short(hit.iri), label: hit[lang] || hit.th || hit.en || "", displayText: hit.iri }));
    }
    return {
      list: found.map((hit) => ({
        text: hit.text,
        displayText: hit.text,
        render: (row) => {
          row.textContent = hit.label || hit.text;
          if (hit.label) { const code = document.createElement("code"); code.textContent = hit.text; row.append(code); }
        },
      })),
      from: { line: place.line, ch: place.ch - word.length }, to: place,
    };
  }
  complete.async = false;
  const keys = Object.assign({}, editor.getOption("extraKeys"), {
    "Ctrl-Space": () => editor.showHint({ hint: complete, completeSingle: false }),
    "Cmd-Space": () => editor.showHint({ hint: complete, completeSingle: false }),
    "Ctrl-Enter": () => form.requestSubmit(),
    "Cmd-Enter": () => form.requestSubmit(),
    Esc: () => editor.setOption("extraKeys", Object.assign({}, keys, { Tab: false, "Shift-Tab": false })),
  });
  editor.setOption("extraKeys", keys);
  editor.on("focus", () => editor.setOption("extraKeys", keys));
})();
