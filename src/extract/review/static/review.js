"use strict";
// The review page. Every text goes in as a text node or a form's value: nothing of the data is ever parsed as HTML.
(() => {
  const $ = id => document.getElementById(id);
  const POLL = 1500, AROUND = 60;
  // One name for this tab, kept over a reload: undo takes back what this tab did.
  const client = sessionStorage.client ||= Array.from(crypto.getRandomValues(new Uint8Array(8)), b => b.toString(16).padStart(2, "0")).join("");

  let items = [], byKey = new Map(), queue = [], current = null, shown = null, choices = {}, doubt = 0, seq = 0, busy = false, editing = null;
  const filters = { kind: "", status: "undecided", index: "", province: "", rule: "", flag: "", ...JSON.parse(sessionStorage.filters || "{}") };

  // --- talking to the server -------------------------------------------------------------------------------------

  const say = (text, calm = false) => {
    $("message").textContent = text || "";
    $("message").hidden = !text;
    $("message").className = calm ? "calm" : "";
  };
  const ask = async (path, body) => {
    let answer;
    try {
      answer = await fetch("api/" + path, body === undefined ? {} : {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ client, since: seq, ...body }) });
    } catch {
      throw new Error("Not saved: the server has gone. Start `extract review` again and open the address that it prints; all that was decided is kept.");
    }
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
      const told = await answer.json();
      if (told.changed) take(told);
      if (!answer.ok) throw Object.assign(new Error(told.error), { code: answer.status });
      return told;
    }
    throw Object.assign(new Error(await answer.text()), { code: answer.status });
  };
  const key = item => item.kind + " " + item.id;
  const take = told => {
    let here = false;
    for (const item of told.changed) {
      const known = byKey.get(key(item));
      here ||= current && (key(item) === key(current) || item.article === current.article || item.id === current.article);
      if (item.gone) {
        if (known) { items = items.filter(each => each !== known); queue = queue.filter(each => each !== known); byKey.delete(key(item)); }
        if (known === current) current = null;
      } else if (known) Object.assign(known, item);
      else { items.push(item); byKey.set(key(item), item); queue.push(item); }
    }
    seq = Math.max(seq, told.seq);
    if (told.progress) progress(told.progress);
    if (told.changed.length) list();
    return here;
  };
  // Other tabs' decisions. Asked for, not pushed: a server that was killed leaves nothing hanging.
  const poll = async () => {
    if (!busy && document.visibilityState === "visible") {
      try {
        const told = await ask("changes?since=" + seq);
        if (!editing && told.changed.length && current && told.changed.some(item => key(item) === key(current) || item.id === current.article)) await open(current, false);
        if (poll.gone) { poll.gone = false; say(""); }
      } catch (error) { poll.gone = true; say(error.message.replace("Not saved: t", "T")); }
    }
    setTimeout(poll, POLL);
  };

  // --- elements and texts ------------------------------------------------------------------------------------------

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ""));
    return made;
  };
  const isChange = row => row.metric?.endsWith("_change");
  const figure = row => !row.metric ? "" : row.value === null ? row.direction || "" :
    (row.metric === "rank" ? "rank " : row.metric === "group" ? "group " : "") + (isChange(row) && row.value > 0 ? "+" : "") + String(row.value).replace("-", "−");
  const post = position => [position.title, position.organization].filter(Boolean).join(", ") + (position.status === "current" ? "" : " (" + position.status + ")");
  const signs = { accept: "✓", correct: "✎", reject: "✕", add: "+" };
  const words = { accept: "accepted", correct: "corrected", reject: "rejected", add: "added by hand" };

  const progress = told => {
    const decided = told.all - (told.undecided || 0);
    $("progress").textContent = `${decided} of ${told.all} decided` + (told.all ? ` · ${Math.floor(100 * decided / told.all)} %` : "");
    for (const [name, count] of [["accept", (told.accept || 0) + (told.add || 0)], ["correct", told.correct], ["reject", told.reject]]) {
      $("bar-" + name).style.width = (told.all ? 100 * (count || 0) / told.all : 0) + "%";
    }
  };

  // --- the list ------------------------------------------------------------------------------------------------------

  const wanted = item =>
    (filters.kind ? item.kind === filters.kind : item.kind !== "article")
    && (!filters.status || (filters.status === "undecided" ? !item.verdict : filters.status === "decided" ? item.verdict : item.verdict === filters.status))
    && (!filters.index || (item.index || "-") === filters.index)
    && (!filters.province || item.province === filters.province)
    && (!filters.rule || item.rule.split(" ").includes(filters.rule))
    && (!filters.flag || (filters.flag === "conflict" ? item.conflict : filters.flag === "problem" ? item.problems.length : item.confidence !== null && item.confidence < doubt));
  const refilter = keep => {
    sessionStorage.filters = JSON.stringify(filters);
    // What is decided stays where it stands until the filters change: a list that shifts under the eyes is hard to work through.
    queue = items.filter(item => wanted(item) || item === keep);
    list();
  };
  const list = () => {
    const at = Math.max(0, queue.indexOf(current));
    const from = Math.max(0, at - AROUND), part = queue.slice(from, at + AROUND);
    $("count").textContent = queue.length ? `${queue.indexOf(current) + 1} of ${queue.length}` : "none";
    $("queue").replaceChildren(...part.map(item => element("li", { class: item.verdict, "aria-current": item === current ? "true" : null },
      element("button", { type: "button", tabindex: "-1", onclick: () => open(item) },
        element("span", { class: "sign", "aria-label": words[item.verdict] || "undecided" }, signs[item.verdict] || "·"),
        element("span", { class: "line" }, item.line), element("b", {}, figure(item))))));
    $("queue").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  };
  const select = (name, label, options) => element("select", { "aria-label": label, "data-filter": name, onchange: async event => {
    filters[name] = event.target.value;
    refilter();
    await open(queue[0] || null);
  } }, ...options.map(([value, text]) => element("option", { value, selected: filters[name] === value }, text)));
  const seen = values => [...new Set(values)].filter(Boolean).sort((a, b) => a.localeCompare(b, "vi"));
  const drawFilters = () => {
    const rules = seen(items.flatMap(item => item.rule.split(" ")));
    $("filters").replaceChildren(
      select("status", "Status", [["undecided", "Undecided"], ["", "All"], ["decided", "Decided"], ["accept", "Accepted"], ["correct", "Corrected"], ["reject", "Rejected"], ["add", "Added"]]),
      select("kind", "Kind", [["", "Figures and officials"], ["observation", "Figures"], ["official", "Officials"], ["article", "Articles without facts"]]),
      select("index", "Index", [["", "All indices"], ...seen(items.map(item => item.index)).map(id => [id, id.replaceAll("_", " ")]), ["-", "no index"]]),
      select("province", "Province", [["", "All provinces"], ...seen(items.map(item => item.province)).map(iso => [iso, choices.province[iso] || iso]).sort((a, b) => a[1].localeCompare(b[1], "vi"))]),
      select("rule", "Rule", [["", "All rules"], ...rules.map(rule => [rule, rule])]),
      select("flag", "Doubts", [["", "With and without doubts"], ["conflict", "Contradictions"], ["problem", "Fails a check"], ["doubt", "Low confidence"]]));
  };

  // --- one record ----------------------------------------------------------------------------------------------------

  const open = async (item, scroll = true) => {
    closeForm();
    current = item;
    if (!item) {
      shown = null;
      $("record").dataset.id = "";
      history.replaceState(null, "", "#");
      $("record").replaceChildren(element("p", { class: "done" }, items.some(each => each.kind !== "article" && !each.verdict)
        ? "Nothing is left with these filters. Choose others above to go on." : "All records are decided. `extract review RUN_DIR --export FOLDER` makes gold of them."));
      $("text").replaceChildren();
      $("about").replaceChildren();
      list();
      return;
    }
    history.replaceState(null, "", "#" + item.kind + "/" + encodeURIComponent(item.id));
    list();
    if (shown && key(shown) !== key(item)) shown = null;
    const told = await ask("items/" + item.kind + "/" + encodeURIComponent(item.id));
    if (current !== item) return;  // the next one was asked for meanwhile
    shown = told;
    draw(scroll);
  };
  const values = row => row.metric ? {
    figure: [row.metric.replace("_", " "), figure(row).replace(/^(rank|group) /, "") + (row.out_of === null || row.out_of === undefined ? "" : "/" + row.out_of), row.metric === "rank" ? "" : row.unit].filter(Boolean).join(" "),
    index: row.index, component: row.component, indicator: row.indicator, subject: row.subject && [row.subject.name, row.subject.type === "province" ? "" : "(" + row.subject.type + ")"].filter(Boolean).join(" "),
    period: row.period, baseline: row.baseline, scope: row.scope === "national" ? null : row.scope, modality: row.modality === "reported" ? null : row.modality,
    bound: row.bound === "exact" ? null : row.bound, responsible: row.responsible,
  } : { name: row.name, honorific: row.honorific, title: (row.positions || []).map(post).join("; "), role: row.role };
  const draw = scroll => {
    $("record").dataset.id = shown.id;
    const row = shown.record, told = values(row), before = shown.read ? values(shown.read) : told;
    const whats = new Set((row.evidence || []).map(each => each.what));
    const article = shown.kind === "article";
    $("record").replaceChildren(
      element("h2", {}, article ? "Nothing was read in this article" : shown.line),
      element("p", { class: "status" }, shown.conflict ? element("span", { class: "flag" }, "contradicted") : null,
        ...shown.problems.map(problem => element("span", { class: "flag" }, problem)),
        shown.confidence !== null && shown.confidence < doubt ? element("span", { class: "flag" }, "low confidence") : null,
        element("b", {}, words[shown.verdict] || "undecided"), article ? " · accept if that is right; select what was missed and press m if it is not" : ""),
      article ? null : element("dl", { class: "fields" },
        ...Object.entries(told).filter(([name, value]) => value || before[name]).map(([name, value]) => element("div", { class: name === "title" ? "wide" : null },
          whats.has(name) ? element("mark", { class: name }) : null, element("dt", {}, name),
          element("dd", {}, before[name] !== value && before[name] ? element("s", {}, before[name]) : null, value || "–"))),
        element("div", { class: "rule" }, element("dt", {}, "read by"), element("dd", {}, `${row.rule} · confidence ${shown.confidence}`))));
    $("about").replaceChildren(...[shown.title, shown.source, shown.published].filter(Boolean).flatMap((text, i) => [i ? " · " : "", text]),
      ...(shown.url ? [" · ", element("a", { href: shown.url, target: "_blank", rel: "noopener noreferrer" }, "open")] : []));
    drawText();
    const whole = document.querySelector("[data-do=whole]");
    whole.setAttribute("aria-pressed", String(shown.whole));
    if (scroll) ($("text").querySelector("mark.figure, mark.name") || $("text")).scrollIntoView({ block: "center" });
    // On a phone the whole page scrolls: then the record itself matters more than its figure's line.
    if (scroll && $("record").getBoundingClientRect().top < 0) $("record").scrollIntoView({ block: "start" });
  };
  // Marks may overlap, elements may not: the text is cut wherever one begins or ends, the shortest mark wins. The text
  // nodes together are the article's text, to the character: a selection in them has its offsets.
  const drawText = () => {
    const characters = Array.from(shown.text), own = shown.record.evidence || [], cuts = new Set([0, characters.length]);
    for (const each of [...own, ...shown.marks]) { cuts.add(each.start); cuts.add(each.end); }
    if (shown.sentence) shown.sentence.forEach(at => cuts.add(at));
    const sorted = [...cuts].sort((a, b) => a - b);
    $("text").replaceChildren(...sorted.slice(0, -1).map((from, i) => {
      const to = sorted[i + 1], text = characters.slice(from, to).join(""), covers = each => each.start <= from && to <= each.end;
      const mark = own.filter(covers).sort((a, b) => (a.end - a.start) - (b.end - b.start))[0], other = shown.marks.find(covers);
      const inside = shown.sentence && shown.sentence[0] <= from && to <= shown.sentence[1] ? "sentence" : null;
      if (mark) return element("mark", { class: /^[a-z_]+$/.test(mark.what) ? mark.what : "other", title: mark.what }, text);
      if (other) return element("span", { class: "known " + (inside || ""), title: "another record: click to go there", onclick: () => {
        if (getSelection().isCollapsed) { const item = byKey.get(key(other)); if (!queue.includes(item)) refilter(item); open(item); }
      } }, text);
      return inside ? element("span", { class: inside }, text) : text;
    }));
  };

  // --- deciding --------------------------------------------------------------------------------------------------------

  // A key pressed while the next record is on its way is dropped: nobody decides what is not shown yet.
  const working = async task => {
    if (busy) return;
    busy = true;
    $("work").setAttribute("aria-busy", "true");
    try { await task(); } catch (error) {
      const problem = $("form").querySelector(".error");
      if (editing && error.code === 422) problem.textContent = error.message;
      else if (editing && error.code === 409) {
        // What was typed stays: it may be saved over the other tab's decision, knowingly.
        shown = await ask("items/" + current.kind + "/" + encodeURIComponent(current.id)).catch(() => shown);
        problem.textContent = `Another tab has decided this record meanwhile (${words[shown.verdict] || "undone"}). Save again to overrule it.`;
      } else {
        const stale = error.code === 409;
        say(stale ? "Another tab has decided this record meanwhile: its decision is shown. Decide again if you see it otherwise." : error.message);
        if (stale && current) await open(current, false).catch(() => {});
      }
    } finally { busy = false; $("work").setAttribute("aria-busy", "false"); }
  };
  const decide = (verdict, record = {}) => working(async () => {
    if (!current || !shown || key(shown) !== key(current)) return;
    const item = current;
    await ask("decide", { kind: item.kind, id: item.id, verdict, seen: shown.seen, record });
    say("");
    await forward(item);
  });
  // On to the next undecided record behind this one; where there is none, from the top.
  const forward = async item => {
    const at = queue.indexOf(item);
    const next = [...queue.slice(at + 1), ...queue.slice(0, Math.max(0, at))].find(each => !each.verdict);
    if (next) return open(next);
    return filters.status === "undecided" ? open(null) : open(item);
  };
  const step = by => working(async () => {
    if (!queue.length) return;
    const at = queue.indexOf(current), to = at < 0 ? 0 : Math.min(queue.length - 1, Math.max(0, at + by));
    if (queue[to] !== current) await open(queue[to]);
  });
  const undo = () => working(async () => {
    const told = await ask("undo", {});
    if (!told.undone) { say("There is nothing to undo.", true); return; }
    say("");
    const item = byKey.get(key(told.undone)) || current;
    if (item && !queue.includes(item) && item.kind !== "article") refilter(item);
    await open(item);
  });
  const whole = () => working(async () => {
    if (!shown) return;
    const article = shown.article;
    await ask("whole", { article, whole: !shown.whole });
    await open(current, false);
  });

  // --- forms: corrections, and what was missed -------------------------------------------------------------------------

  const closeForm = () => { editing = null; $("form").hidden = true; $("form").replaceChildren(); };
  const input = (name, label, value, list) => element("label", {}, label, element("input", { name, value: value ?? "", autocomplete: "off", list }));
  const choose = (name, label, value, options, none = true) => element("label", {}, label, element("select", { name },
    none ? element("option", { value: "" }, "–") : null, ...options.map(option => element("option", { value: option, selected: option === value }, option))));
  const datalist = (id, options) => element("datalist", { id }, ...options.map(value => element("option", { value })));
  const factForm = row => [
    choose("metric", "metric", row.metric, choices.metric, false),
    input("value", "value (59,95)", row.value === null || row.value === undefined ? "" : String(row.value).replace(".", ",")),
    choose("index", "index", row.index, choices.index),
    element("label", {}, "component", element("input", { name: "component", value: row.component ?? "", list: "components", autocomplete: "off" })),
    choose("subject_type", "subject type", row.subject?.type, choices.subject),
    input("subject", "subject", row.subject?.name, "provinces"), input("period", "period (2019)", row.period),
    input("unit", "unit", row.unit), input("out_of", "out of", row.out_of), input("baseline", "baseline", row.baseline),
    choose("direction", "direction", row.direction, choices.direction), input("scope", "scope", row.scope), choose("bound", "bound", row.bound || "exact", choices.bound, false),
    choose("modality", "modality", row.modality || "reported", choices.modality, false), input("indicator", "indicator", row.indicator), input("responsible", "responsible", row.responsible),
    datalist("provinces", Object.values(choices.province)), datalist("components", choices.components[row.index] || []),
  ];
  const positionForm = position => element("div", { class: "position" }, input("title", "title", position.title), input("organization", "organization", position.organization),
    choose("level", "level", position.level, choices.level), choose("status", "status", position.status || "current", choices.status, false));
  const personForm = row => [
    input("name", "name", row.name), input("honorific", "honorific", row.honorific), choose("role", "role", row.role, choices.role),
    ...(row.positions?.length ? row.positions : [{}]).map(positionForm),
  ];
  const read = (form, kind) => {
    const value = name => form.elements[name].value.trim() || null;
    if (kind === "official") {
      const positions = [...form.querySelectorAll(".position")].map(each => Object.fromEntries(
        ["title", "organization", "level", "status"].map(name => [name, each.querySelector(`[name=${name}]`).value.trim() || null]))).filter(each => each.title || each.organization);
      return { name: value("name"), honorific: value("honorific"), role: value("role"), positions };
    }
    const plain = ["metric", "value", "index", "component", "period", "unit", "out_of", "baseline", "direction", "scope", "bound", "modality", "indicator", "responsible"];
    return { ...Object.fromEntries(plain.map(name => [name, value(name)])), subject: { type: value("subject_type"), name: value("subject") } };
  };
  // The selected characters as offsets in the article, in code points; null where nothing of it is selected.
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!$("text").contains(range.startContainer) || !$("text").contains(range.endContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents($("text"));
    before.setEnd(range.startContainer, range.startOffset);
    const inner = range.toString(), lead = Array.from(inner).length - Array.from(inner.trimStart()).length;
    const start = Array.from(before.toString()).length + lead, length = Array.from(inner.trim()).length;
    return length ? [start, start + length] : null;
  };
  const form = (title, kind, row, span, send) => {
    editing = { kind };
    const more = kind === "official" ? element("button", { type: "button", onclick: () => made.querySelector(".grid").append(positionForm({})) }, "Another position") : null;
    const made = element("form", { onsubmit: event => { event.preventDefault(); working(() => send({ ...read(made, kind), ...(span ? { span } : {}) })); } },
      element("h3", {}, title), element("div", { class: "grid" }, ...(kind === "official" ? personForm(row) : factForm(row))),
      element("p", { class: "error", role: "alert" }),
      element("div", { class: "buttons" }, element("button", { class: "main" }, "Save"), element("button", { type: "button", onclick: () => { closeForm(); $("work").focus(); } }, "Cancel"), more,
        element("p", { class: "hint" }, span ? "The selected characters become its evidence." : "Enter saves, Esc cancels. Select its characters in the text first to move its evidence.")));
    made.elements.index?.addEventListener("change", event => made.querySelector("#components").replaceWith(datalist("components", choices.components[event.target.value] || [])));
    $("form").replaceChildren(made);
    $("form").hidden = false;
    $("text").querySelector("mark.figure, mark.name")?.scrollIntoView({ block: "center" });
    $("form").scrollIntoView({ block: "nearest" });
    made.querySelector("input, select").focus();
  };
  const correct = () => {
    if (!shown || shown.kind === "article") return;
    const item = current, span = selected();
    form("Correct", item.kind, shown.record, span, async record => {
      await ask("decide", { kind: item.kind, id: item.id, verdict: "correct", seen: shown.seen, record });
      closeForm();
      say("");
      await forward(item);
    });
  };
  const missed = () => {
    if (!shown) return;
    const span = selected();
    if (!span) { say("Select the characters of the figure or the name in the text first, then press m."); return; }
    say("");
    const text = Array.from(shown.text).slice(...span).join(""), article = shown.article;
    const person = !/\d/.test(text) && /^\p{Lu}/u.test(text);
    const start = kind => {
      const number = /[\d]+(?:[.,]\d+)?/.exec(text);
      // What the record beside it says of index, subject and period is likely true of this one too.
      const like = shown.record.metric ? { index: shown.record.index, subject: shown.record.subject, period: shown.record.period, metric: shown.record.metric } : { metric: "score" };
      form(kind === "official" ? "Add an official" : "Add a figure", kind, kind === "official" ? { name: text } : { ...like, value: number ? number[0] : null }, span, async record => {
        const told = await ask("add", { kind, article, record });
        closeForm();
        const item = byKey.get(told.kind + " " + told.id);
        if (!queue.includes(item)) queue.push(item);
        await open(current || item, false);
        say("Added: " + item.line + " " + figure(item), true);
      });
      $("form").querySelector(".buttons").append(element("button", { type: "button", onclick: () => start(kind === "official" ? "observation" : "official") },
        kind === "official" ? "It is a figure" : "It is an official"));
    };
    start(person ? "official" : "observation");
  };

  // --- keys ------------------------------------------------------------------------------------------------------------

  const help = () => { $("help").open ? $("help").close() : $("help").showModal(); };
  const next = () => working(async () => { if (current) await forward(current); });
  const actions = {
    accept: () => decide("accept"), reject: () => { if (shown?.kind !== "article") decide("reject"); }, correct, undo, missed, whole, next: () => step(1), previous: () => step(-1),
  };
  const keys = {
    a: actions.accept, r: actions.reject, c: correct, u: undo, m: missed, w: whole, j: actions.next, k: actions.previous, ArrowDown: actions.next, ArrowUp: actions.previous,
    n: next, f: () => $("filters").querySelector("select").focus(), "?": help,
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      if (editing) { closeForm(); $("work").focus(); event.preventDefault(); }
      else if (/^(SELECT|INPUT)$/.test(event.target.tagName)) event.target.blur();
      else say("");
      return;
    }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || ($("help").open && event.key !== "?")) return;
    const action = keys[event.key];
    if (action && !(editing && event.key !== "?")) { event.preventDefault(); action(); }
  });
  $("actions").addEventListener("click", event => {
    const button = event.target.closest("button");
    if (button) { actions[button.dataset.do](); button.blur(); }
  });
  $("help-button").addEventListener("click", help);
  $("help-close").addEventListener("click", help);

  const start = async () => {
    try {
      const told = await ask("items");
      ({ items, choices, doubt, seq } = told);
      byKey = new Map(items.map(item => [key(item), item]));
      document.title = "Review: " + told.run;
      $("run").textContent = told.run;
      progress(told.progress);
      drawFilters();
      const [kind, id] = location.hash.slice(1).split("/");
      let place = null;
      try { place = byKey.get(kind + " " + decodeURIComponent(id || "")) || null; } catch { place = null; }
      refilter(place);
      await open(place || queue[0] || null);
      if (told.orphans) say(`${told.orphans} earlier decisions are about records that this run reads differently now: those are undecided again.`);
      document.body.dataset.ready = "yes";
      setTimeout(poll, POLL);
    } catch (error) { say(error.message); }
  };
  start();
})();
