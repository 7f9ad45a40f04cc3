// Follows a run: server-sent events that go on after the last one that was seen.
(() => {
  "use strict";
  const run = document.getElementById("run");
  if (!run.dataset.events) return;
  const byId = (id) => document.getElementById(id);
  const log = byId("log").tBodies[0];
  const board = byId("board");
  const MOST_LINES = 1000;
  const words = (name) => name.replaceAll("_", " ").replaceAll("-", " ");
  const make = (name, said, kind) => {
    const element = document.createElement(name);
    if (said) element.textContent = said;
    if (kind) element.className = kind;
    return element;
  };
  const age = (seconds) => seconds >= 3600 ? `${Math.round(seconds / 3600)} h`
    : seconds >= 60 ? `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s` : `${Math.floor(seconds)} s`;

  function message(one) {
    const row = make("tr", "", `m-${one.kind}`);
    const what = make("td", `${words(one.step)}${one.attempt > 1 ? ` ${one.attempt}` : ""}: ${one.kind}`);
    for (const reason of one.reasons) what.append(make("br"), make("span", reason, "note"));
    row.append(make("td", one.at.slice(11, 19)), make("td", words(one.sender)), make("td", words(one.receiver)), what);
    log.append(row);
    while (log.rows.length > MOST_LINES) log.deleteRow(0);
    const box = log.parentElement.parentElement;
    box.scrollTop = box.scrollHeight;
  }

  function step(one) {
    const item = make("li", "", `step b-${one.state}`);
    const who = words(one.doer) + (one.approver ? `, judged by ${words(one.approver)}` : "") +
      (one.attempt > 1 ? `, attempt ${one.attempt}` : "");
    item.append(make("strong", words(one.step)), " ", make("span", one.state, `badge s-${one.state}`), make("span", who, "who"));
    if (one.state === "rejected") {
      const reasons = make("ul");
      for (const reason of one.reasons) reasons.append(make("li", reason));
      item.append(reasons);
    }
    return item;
  }

  let began = Date.now() - Number(byId("seconds").dataset.seconds) * 1000;
  const clock = setInterval(() => { byId("seconds").textContent = age((Date.now() - began) / 1000); }, 1000);

  function state(now) {
    byId("state").replaceChildren(make("span", words(now.state), `badge s-${now.state}`));
    began = Date.now() - now.seconds * 1000;
    for (const name of ["messages", "rejections", "tokens"]) byId(name).textContent = now[name];
    byId("loops").textContent = now.loops.length;
    byId("waiting").hidden = now.steps.length > 0;
    board.replaceChildren(...now.steps.map(step));
    byId("caught").hidden = !now.loops.length && !now.lost.length;
    byId("caught-list").replaceChildren(
      ...now.loops.map((one) => make("li", `${words(one.step)}: ${one.reason} ${one.done}`)),
      ...now.lost.map((one) => make("li", `Not delivered to ${one.to}: ${one.reason}`)));
  }

  const source = new EventSource(run.dataset.events);
  source.addEventListener("message", (event) => message(JSON.parse(event.data)));
  source.addEventListener("state", (event) => state(JSON.parse(event.data)));
  source.addEventListener("end", () => {
    source.close();
    clearInterval(clock);
    location.reload();
  });
  addEventListener("pagehide", () => source.close());
})();
