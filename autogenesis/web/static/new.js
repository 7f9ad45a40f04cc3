// Reads the text back as it is typed. What comes from the text is always put in as text, never as markup.
(() => {
  "use strict";
  const form = document.getElementById("new");
  const text = document.getElementById("text");
  const place = document.getElementById("readback");
  const token = document.querySelector("meta[name=csrf]").content;
  const PAUSE = 500;
  let timer = 0;
  let asked = 0;
  let shown = "";

  const make = (name, said, kind) => {
    const element = document.createElement(name);
    if (said) element.textContent = said;
    if (kind) element.className = kind;
    return element;
  };
  const percent = (share) => `${Math.floor(share * 100)} %`;

  function list(title, items, fill) {
    if (!items.length) return [];
    const ul = make("ul", "", "notes");
    for (const item of items) {
      const li = make("li");
      fill(li, item);
      ul.append(li);
    }
    return [make("h3", title), ul];
  }

  function question(one, given) {
    const label = make("label", one.text, "field");
    let input = make("input");
    if (one.options.length) {
      input = make("select");
      for (const option of one.options) input.append(new Option(option, option, option === one.default));
    } else input.placeholder = one.default;
    input.name = `answer.${one.id}`;
    if (given.has(input.name)) input.value = given.get(input.name);
    label.append(input, make("span", `If you say nothing: ${one.default}`, "hint"));
    return label;
  }

  function show(read) {
    if (read.said !== undefined) {
      place.replaceChildren(make("p", read.said || "What would be built appears here as you type.", "quiet"));
      return;
    }
    const given = new FormData(form);
    const coverage = make("p", "", "coverage");
    coverage.append(make("strong", percent(read.coverage.content)), " of the words would be built; ",
      make("strong", percent(read.coverage.literals)), " of the numbers and quotations are built or listed below. ");
    for (const [status, count] of Object.entries(read.counts)) {
      coverage.append(make("span", `${count} ${status}`, `badge c-${status}`), " ");
    }
    const back = make("div", "", "readback");
    for (const piece of read.pieces) {
      if (!piece.status) { back.append(piece.text); continue; }
      const mark = make("mark", piece.text, `c-${piece.status}`);
      if (piece.notes.length) mark.title = piece.notes.join("; ");
      back.append(mark);
    }
    const noted = read.pieces.filter((piece) => piece.notes.length);
    const parts = [coverage, back,
      ...list("What to look at", noted, (li, piece) => {
        li.append(make("q", piece.text.trim()));
        for (const note of piece.notes) li.append(make("br"), make("span", note, "note"));
      }),
      ...list("Left open", read.gaps, (li, one) => li.append(one)),
      ...list("Taken for granted", read.assumptions, (li, one) => li.append(one))];
    if (read.questions.length) {
      const questions = make("div");
      questions.id = "questions";
      questions.append(make("h3", "Questions"), ...read.questions.map((one) => question(one, given)));
      parts.push(questions);
    }
    const typing = place.contains(document.activeElement) ? document.activeElement.name : "";
    place.replaceChildren(...parts);
    if (typing) form.elements[typing]?.focus();
  }

  function answers() {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (name.startsWith("answer.") && value) found[name.slice("answer.".length)] = value;
    }
    return found;
  }

  let waiting = null;

  async function read() {
    const mine = ++asked;
    if (text.value === shown) return;
    shown = text.value;
    waiting?.abort();  // what was asked before is about another text
    waiting = new AbortController();
    place.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(form.dataset.read, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRF-Token": token },
        body: JSON.stringify({ text: text.value, answers: answers() }),
        signal: waiting.signal,
      });
      const told = await response.json();
      if (mine === asked) show(response.ok ? told : { said: `${told.what} ${told.remedy}` });
    } catch {
      if (mine === asked) show({ said: "The page's program does not answer. Is it still running?" });
    } finally {
      place.removeAttribute("aria-busy");
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(read, PAUSE);
  }

  text.addEventListener("input", soon);
  text.addEventListener("refused", (event) => show({ said: event.detail }));
  if (text.value && !place.querySelector(".readback")) soon();
})();
