"use strict";
// The list of facts. Every text goes in as a text node: nothing of the data is ever parsed as HTML.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const label = data.labels, strings = data.strings;
  const PAGE = 50;

  const named = kind => {
    const isString = new Set(data.columns.strings), columns = data.columns[kind];
    return row => Object.fromEntries(columns.map((name, i) =>
      [name, isString.has(name) ? (row[i] < 0 ? null : strings[row[i]]) : row[i]]));
  };
  const articles = data.articles.map(named("articles"));
  const facts = data.facts.map(named("facts"));
  for (const fact of facts) fact.problems = fact.problems.map(i => strings[i]);
  const people = data.people.map(named("people"));
  for (const person of people) {
    person.positions = person.positions.map(row => {
      const [title, organization, level, status] = row.map(i => (i < 0 ? null : strings[i]));
      return { title, organization, level, status };
    });
  }
  const byId = new Map([...facts.map(row => [row.id, ["facts", row]]), ...people.map(row => [row.id, ["people", row]])]);

  // --- texts ---------------------------------------------------------------------------------------------------

  const number = (value, signed) => {
    const [whole, part] = String(Math.abs(value)).split(".");
    const sign = value < 0 ? "−" : signed && value > 0 ? "+" : "";
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, label.thousands);
    return sign + grouped + (part ? label.decimal + part : "");
  };
  const bounds = { exact: "", min: "≥ ", max: "≤ ", approx: "≈ " };
  const isChange = row => row.metric.endsWith("_change");
  const change = row => row.value === null ? (label[row.direction] || "")
    : bounds[row.bound] + number(row.value, true) + " " + row.unit;
  const level = row => {
    if (row.value === null) return label[row.metric];
    let told = bounds[row.bound] + number(row.value) + (row.out_of === null ? "" : "/" + number(row.out_of));
    if (row.metric === "rank" || row.metric === "group") told = label[row.metric] + " " + told;
    else if (row.unit) told += " " + row.unit;
    return told;
  };
  const index = id => id === null ? label.no_index : id.replaceAll("_", " ");
  const post = position => [position.title, position.organization].filter(Boolean).join(", ")
    + (position.status === "current" ? "" : " (" + label[position.status] + ")");
  const paper = row => {
    const article = articles[row.article];
    return [article.site || article.source, (article.published || "").slice(0, 10)].filter(Boolean).join(", ");
  };
  const fold = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const haystack = row => row.haystack ??= fold([
    row.subject, row.index, row.index && index(row.index), row.component, row.indicator, row.period, row.name, row.rule,
    row.positions && row.positions.map(post).join(" "), articles[row.article].title, paper(row),
    row.metric && (isChange(row) ? change(row) : level(row)),
  ].filter(Boolean).join(" \n"));

  // --- elements ------------------------------------------------------------------------------------------------

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
    return made;
  };
  const flags = row => [
    row.conflict >= 0 && label.conflict, row.derived && label.derived, row.modality === "target" && label.target,
    row.verified === "mismatch" && label.mismatch, row.problems?.length && label.problem, row.confidence < data.doubt && label.doubt,
  ].filter(Boolean).map(text => element("span", { class: "flag" }, text));

  const columns = {
    facts: [
      { key: "subject", cells: row => [row.subject || "–"] },
      { key: "index", cells: row => [index(row.index), (row.component || row.indicator) &&
        element("span", { class: "sub" }, row.component || row.indicator)] },
      { key: "period", class: "period", cells: row => [row.period || ""] },
      { key: "value", class: "value", cells: row => isChange(row) ? [] : [level(row), row.scope && row.scope !== "national"
        ? element("span", { class: "sub" }, label.in + " " + row.scope) : null], sort: row => isChange(row) ? null : row.value },
      { key: "change", class: "value", cells: row => isChange(row) ? [change(row), row.baseline &&
        element("span", { class: "sub" }, label.since + " " + row.baseline)] : [], sort: row => isChange(row) ? row.value : null },
      { key: "source", class: "from", cells: row => [paper(row), ...flags(row)], sort: paper },
    ],
    people: [
      { key: "name", cells: row => [row.name, row.honorific && element("span", { class: "sub" }, row.honorific)] },
      { key: "positions", cells: row => row.positions.map(position => element("div", {}, post(position))),
        sort: row => row.positions.map(post).join() },
      { key: "role", cells: row => [row.role ? label[row.role] : ""] },
      { key: "source", class: "from", cells: row => [paper(row)], sort: paper },
    ],
  };
  const rows = { facts, people };

  // --- what is shown -------------------------------------------------------------------------------------------

  const fresh = () => ({ kind: facts.length || !people.length ? "facts" : "people", q: "", index: "", province: "", year: "", metric: "", flag: "", sort: "", down: false, page: 0 });
  let state = fresh(), found = [], open = null;
  const year = row => (/^\d{4}/.exec(row.period || "") || [""])[0];
  const flagged = {
    conflict: row => row.conflict >= 0, mismatch: row => row.verified === "mismatch",
    match: row => row.verified === "match" || row.verified === "rounded", problem: row => row.problems.length, derived: row => row.derived, target: row => row.modality === "target",
    doubt: row => row.confidence < data.doubt,
  };
  const collator = new Intl.Collator("vi", { numeric: true });

  const search = () => {
    const words = fold(state.q).split(/\s+/).filter(Boolean);
    const people = state.kind === "people";
    found = rows[state.kind].filter(row =>
      (people || ((!state.index || (row.index || "-") === state.index)
        && (!state.province || row.province === state.province)
        && (!state.year || year(row) === state.year)
        && (!state.metric || row.metric === state.metric)
        && (!state.flag || flagged[state.flag](row))))
      && words.every(word => haystack(row).includes(word)));
    const column = columns[state.kind].find(each => each.key === state.sort);
    if (column) {
      const value = column.sort || (row => row[column.key]);
      const keyed = found.map(row => [value(row), row]);
      // What has no value stands last, whichever way the rest is sorted.
      keyed.sort(([a], [b]) => a === b ? 0 : a === null ? 1 : b === null ? -1
        : (typeof a === "number" ? a - b : collator.compare(a, b)) * (state.down ? -1 : 1));
      found = keyed.map(([, row]) => row);
    }
    state.page = Math.min(state.page, Math.max(0, Math.ceil(found.length / PAGE) - 1));
  };

  const explorer = document.getElementById("explorer");
  const input = element("input", { type: "search", placeholder: label.search_hint, "aria-label": label.search, oninput: () => set({ q: input.value }) });
  const options = {};
  const picker = (key, all, values, shown) => {
    options[key] = element("select", { "aria-label": all, onchange: () => set({ [key]: options[key].value }) },
      element("option", { value: "" }, all), ...values.map(value => element("option", { value }, shown(value))));
    return options[key];
  };
  const seen = values => [...new Set(values)].filter(value => value !== null && value !== "").sort(collator.compare);
  const tabs = ["facts", "people"].map(kind => element("button", { type: "button", "data-kind": kind, onclick: () => set({ kind, sort: "" }) },
    label[kind] + " ", element("small", {}, number(rows[kind].length))));
  const pickers = [
    picker("index", label.all_indices, [...seen(facts.map(row => row.index)), ...(facts.some(row => row.index === null) ? ["-"] : [])], id => index(id === "-" ? null : id)),
    picker("province", label.all_provinces, Object.keys(data.provinces).sort((a, b) => collator.compare(data.provinces[a], data.provinces[b])), iso => data.provinces[iso]),
    picker("year", label.all_years, seen(facts.map(year)).reverse(), value => value),
    picker("metric", label.all_metrics, seen(facts.map(row => row.metric)), metric => label[metric]),
    picker("flag", label.all_flags, Object.keys(flagged), flag => label["flag_" + flag]),
  ];
  const table = element("table", { class: "list" });
  const count = element("output", { "aria-live": "polite" });
  const previous = element("button", { type: "button", onclick: () => turn(-1) }, label.previous);
  const next = element("button", { type: "button", onclick: () => turn(1) }, label.next);
  explorer.append(
    element("div", { class: "controls", role: "search" }, element("div", { class: "tabs" }, ...tabs), input, ...pickers,
      element("button", { type: "button", class: "reset", onclick: () => { set({ ...fresh(), kind: state.kind }); input.focus(); } }, label.reset)),
    table,
    element("div", { class: "paging" }, element("p", { class: "help" }, label.help), count, previous, next));

  const set = change => {
    state = { ...state, page: 0, ...change };
    open = null;
    render();
  };
  const turn = by => {
    const last = Math.max(0, Math.ceil(found.length / PAGE) - 1), page = Math.min(last, Math.max(0, state.page + by));
    if (page === state.page) return;
    set({ page });
    focusRow(0);
  };

  const render = () => {
    search();
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.kind === state.kind));
    for (const [key, select] of Object.entries(options)) {
      select.value = state[key];
      select.hidden = state.kind === "people";
    }
    if (input.value !== state.q) input.value = state.q;
    const shown = found.slice(state.page * PAGE, (state.page + 1) * PAGE);
    const head = element("tr", {}, ...columns[state.kind].map(column => element("th", {
      scope: "col", class: column.class === "value" ? "number" : null,
      "aria-sort": state.sort === column.key ? (state.down ? "descending" : "ascending") : null,
    }, element("button", { type: "button", onclick: () => set({ sort: column.key, down: state.sort === column.key && !state.down }) }, label[column.key]))));
    table.replaceChildren(element("thead", {}, head), element("tbody", {}, ...shown.map(line)));
    if (!shown.length) table.tBodies[0].append(element("tr", {}, element("td", { class: "empty", colspan: columns[state.kind].length }, label.none)));
    table.querySelector("tr.row")?.setAttribute("tabindex", "0");
    const from = state.page * PAGE;
    count.textContent = label.shown.replace("{from}", number(Math.min(from + 1, found.length))).replace("{to}", number(from + shown.length)).replace("{all}", number(found.length));
    previous.disabled = state.page === 0;
    next.disabled = from + PAGE >= found.length;
  };

  const line = row => {
    const made = element("tr", { class: "row", id: row.id, tabindex: "-1", "aria-expanded": "false", onclick: event => { if (!event.target.closest("a")) toggle(made, row); } },
      ...columns[state.kind].map(column => element("td", { class: column.class }, ...column.cells(row))));
    made.record = row;
    return made;
  };

  // --- one fact and its sentence -------------------------------------------------------------------------------

  const toggle = (tr, row) => {
    const wasOpen = open === row;
    close();
    if (wasOpen) return;
    open = row;
    tr.setAttribute("aria-expanded", "true");
    tr.after(element("tr", { class: "detail" }, element("td", { colspan: columns[state.kind].length }, ...detail(row))));
  };
  const close = () => {
    table.querySelector("tr.detail")?.remove();
    table.querySelector("tr[aria-expanded=true]")?.setAttribute("aria-expanded", "false");
    open = null;
  };

  const evidenceOf = row => {
    const told = [];
    for (let i = 0; i < row.evidence.length; i += 3) {
      told.push({ start: row.evidence[i], end: row.evidence[i + 1], what: strings[row.evidence[i + 2]] });
    }
    return told;
  };
  const kindOf = what => /^[a-z_]+$/.test(what) ? what : "other";

  // Marks may overlap, elements may not: the sentence is cut wherever one begins or ends, the shortest mark wins.
  const marked = (characters, offset, evidence) => {
    const inside = evidence.filter(each => each.start < offset + characters.length && each.end > offset)
      .map(each => ({ ...each, from: Math.max(0, each.start - offset), to: Math.min(characters.length, each.end - offset) }));
    const cuts = [...new Set([0, characters.length, ...inside.flatMap(each => [each.from, each.to])])].sort((a, b) => a - b);
    return cuts.slice(0, -1).map((from, i) => {
      const text = characters.slice(from, cuts[i + 1]).join("");
      const over = inside.filter(each => each.from <= from && each.to >= cuts[i + 1]).sort((a, b) => (a.to - a.from) - (b.to - b.from));
      return over.length ? element("mark", { class: kindOf(over[0].what), title: over.map(each => label[each.what] || each.what).join(", ") }, text) : text;
    });
  };
  // Offsets count code points, JavaScript's strings do not.
  const quote = row => {
    const evidence = evidenceOf(row), parts = [];
    let last = null;
    for (const [offset, text] of articles[row.article].pieces) {
      const characters = Array.from(text);
      if (!evidence.some(each => each.start < offset + characters.length && each.end > offset)) continue;
      if (last !== null) parts.push(offset - last > 2 ? element("span", { class: "skipped" }, "[…]") : " ");
      parts.push(...marked(characters, offset, evidence));
      last = offset + characters.length;
    }
    return element("p", { class: "quote" }, ...parts);
  };
  const words = (row, what) => {
    const pieces = articles[row.article].pieces;
    return [...new Set(evidenceOf(row).filter(each => each.what === what).map(({ start, end }) => {
      for (const [offset, text] of pieces) {
        const characters = Array.from(text);
        if (offset <= start && end <= offset + characters.length) return characters.slice(start - offset, end - offset).join("").replace(/\s+/g, " ");
      }
      return "";
    }).filter(Boolean))];
  };

  const detail = row => {
    const article = articles[row.article];
    const values = row.metric ? {
      figure: isChange(row) ? label[row.metric] + " " + change(row) : level(row), index: index(row.index), component: row.component,
      indicator: row.indicator, subject: row.subject, period: row.period, baseline: row.baseline,
      scope: row.scope === "national" ? null : row.scope, modality: row.modality === "reported" ? null : label[row.modality],
      responsible: row.responsible,
    } : { name: row.name, honorific: row.honorific, title: row.positions.map(post).join("; "), organization: "", role: row.role && label[row.role] };
    const entries = Object.entries(values).map(([name, value]) => {
      const printed = words(row, name);
      if (!value && !printed.length) return null;
      return element("div", {}, element("i", {}, printed.length ? element("mark", { class: kindOf(name) }) : ""),
        element("dt", {}, label[name] || name), element("dd", {}, [value, printed.length ? "“" + printed.join("”, “") + "”" : ""].filter(Boolean).join(" · ")));
    }).filter(Boolean);
    const read = element("div", { class: "read" }, element("i"), element("dt", {}, label.rule), element("dd", {}, row.rule + " · " + label.confidence + " " + number(row.confidence)));
    const others = row.conflict >= 0 ? facts.filter(other => other.conflict === row.conflict && other.value !== row.value) : [];
    return [
      quote(row),
      element("dl", { class: "legend" }, ...entries, row.metric && row.official !== null ? element("div", {}, element("i"),
        element("dt", {}, label.official), element("dd", {}, number(row.official, isChange(row)) + " · " + label[row.verified])) : "", row.problems?.length ? element("div", { class: "read" }, element("i"),
        element("dt", {}, label.problem), element("dd", {}, row.problems.join("; "))) : "", read),
      element("p", { class: "links" },
        element("span", {}, [article.title, paper(row)].filter(Boolean).join(" · ")),
        article.url ? element("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, label.open_article) : null,
        element("a", { href: "#" + row.id }, label.link)),
      others.length ? element("p", { class: "links" }, element("span", {}, label.other_claims + ":"),
        ...others.slice(0, 12).map(other => element("a", { href: "#" + other.id }, (isChange(other) ? change(other) : level(other)) + " (" + paper(other) + ")"))) : null,
    ].filter(Boolean);
  };

  // --- links and keys ------------------------------------------------------------------------------------------

  const rowsShown = () => [...table.querySelectorAll("tr.row")];
  const focusRow = place => {
    const shown = rowsShown(), target = shown[Math.min(shown.length - 1, Math.max(0, place))];
    if (!target) return;
    for (const tr of shown) tr.setAttribute("tabindex", tr === target ? "0" : "-1");
    target.focus();
  };
  const go = () => {
    let id;
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const hit = byId.get(id);
    if (!hit) return;
    const [kind, row] = hit;
    // The record must be in the list to be shown: filters that hide it are taken off.
    state.kind = kind;
    search();
    if (!found.includes(row)) { state = { ...fresh(), kind, sort: "" }; search(); }
    state.page = Math.floor(found.indexOf(row) / PAGE);
    open = null;
    render();
    const tr = rowsShown().find(each => each.record === row);
    toggle(tr, row);
    focusRow(rowsShown().indexOf(tr));
    tr.scrollIntoView({ block: "start" });
  };
  window.addEventListener("hashchange", go);
  // A second click on the same link changes no hash, and still should lead there.
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) go();
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.tagName === "INPUT";
    const tr = event.target.closest?.("tr.row");
    if (event.key === "/" && !typing) { input.focus(); input.select(); explorer.scrollIntoView({ block: "start" }); }
    else if (event.key === "Escape" && open) { const row = table.querySelector("tr[aria-expanded=true]"); close(); row?.focus(); }
    else if (event.key === "Escape" && event.target === input) { set({ q: "" }); }
    else if ((event.key === "ArrowDown" || event.key === "Enter") && event.target === input) focusRow(0);
    else if (!tr) return;
    else if (event.key === "ArrowDown") focusRow(rowsShown().indexOf(tr) + 1);
    else if (event.key === "ArrowUp") focusRow(rowsShown().indexOf(tr) - 1);
    else if (event.key === "Home") focusRow(0);
    else if (event.key === "End") focusRow(PAGE);
    else if (event.key === "PageDown") turn(1);
    else if (event.key === "PageUp") turn(-1);
    else if (event.key === "Enter" || event.key === " ") toggle(tr, tr.record);
    else return;
    event.preventDefault();
  });
  render();
  go();
})();
