// Draws blueprints: laid out by elk, shown by cytoscape; both come with the package.
(() => {
  "use strict";
  const WIDTH = 210, LINE = 22, LEAST = 48, FONT = 17, EDGE_FONT = 15;
  // Letters smaller than this nobody reads: a graph that does not fit at that size is moved about instead.
  const LEAST_LETTERS = 11;
  const DARK = matchMedia("(prefers-color-scheme: dark)").matches;
  const COLOURS = DARK
    ? { agent: ["#1f3152", "#92b9f5"], party: ["#3f3210", "#e0bd6a"], outside: ["#2b313a", "#a5adb8"], record: ["#173a25", "#86cf9d"] }
    : { agent: ["#e8f0fe", "#3b5b92"], party: ["#fff4dc", "#8a6414"], outside: ["#f1f1f1", "#666666"], record: ["#e9f5ea", "#2f6b3a"] };
  const MARKS = DARK ? { added: "#86cf9d", removed: "#f7918a", changed: "#92b9f5" } : { added: "#14632d", removed: "#8f1d14", changed: "#23406f" };
  const [INK, BACK, LINES, SAID, NEAR] = DARK
    ? ["#e6e9ed", "#14171b", "#7d8793", "#ccd2da", "#92b9f5"]
    : ["#1d2126", "#fdfdfd", "#8a929c", "#414850", "#1f4f99"];
  const STEP = 60;
  const MOVES = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
  const height = (node) => Math.max(LEAST, node.lines.length * LINE + 22);
  const line = (name, said, kind) => {
    const element = document.createElement(name);
    element.textContent = said;
    if (kind) element.className = kind;
    return element;
  };

  const laidOut = (graph, direction) => new ELK().layout({
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered", "elk.direction": direction, "elk.spacing.nodeNode": "26", "elk.spacing.edgeNode": "16",
      "elk.layered.spacing.nodeNodeBetweenLayers": "34", "elk.edgeLabels.placement": "CENTER",
    },
    children: graph.nodes.map((node) => ({ id: node.id, width: WIDTH, height: height(node) })),
    edges: graph.edges.map((edge) => ({
      id: edge.id, sources: [edge.source], targets: [edge.target],
      labels: edge.lines.length ? [{ text: edge.lines.join("\n"), width: 8 * Math.max(...edge.lines.map((one) => one.length)), height: 19 * edge.lines.length }] : [],
    })),
  });

  // Corners as cytoscape wants them: how far along the line between the two nodes, and how far beside it.
  function corners(edge, laid, places) {
    const from = places[edge.source], to = places[edge.target];
    const along = { x: to.x - from.x, y: to.y - from.y };
    const length = Math.hypot(along.x, along.y);
    const routed = laid.edges.find((one) => one.id === edge.id)?.sections?.[0];
    if (!routed || !length) return null;
    const points = (routed.bendPoints || []).map((one) => ({ x: one.x - from.x, y: one.y - from.y }));
    const end = (point, node) => `${point.x - node.x}px ${point.y - node.y}px`;
    return {
      begins: end(routed.startPoint, from),
      ends: end(routed.endPoint, to),
      weights: points.map((one) => (one.x * along.x + one.y * along.y) / length ** 2),
      distances: points.map((one) => (one.y * along.x - one.x * along.y) / length),
    };
  }

  // What an arrow says stands where elk made room for it: as a node of its own that nobody can take hold of.
  const labels = (graph, laid) => graph.edges.flatMap((edge) => {
    const at = laid.edges.find((one) => one.id === edge.id)?.labels?.[0];
    if (!at || edge.source === edge.target) return [];
    return [{
      data: { id: `said-${edge.id}`, of: edge.id, label: edge.lines.join("\n"), width: at.width, height: at.height },
      position: { x: at.x + at.width / 2, y: at.y + at.height / 2 }, classes: `said ${edge.mark}`, selectable: false, grabbable: false,
    }];
  });

  async function mount(place) {
    const tools = place.parentElement.querySelector(".graph-tools");
    const chosen = place.parentElement.querySelector(".chosen");
    const response = await fetch(place.dataset.graph, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const graph = await response.json();
    if (!graph.nodes.length) { place.hidden = true; return; }
    const [across, down] = [await laidOut(graph, "RIGHT"), await laidOut(graph, "DOWN")];
    const fits = (one) => Math.min(place.clientWidth / one.width, place.clientHeight / one.height);
    const laid = fits(across) >= fits(down) ? across : down;
    const places = Object.fromEntries(laid.children.map((one) => [one.id, { x: one.x + one.width / 2, y: one.y + one.height / 2 }]));
    place.replaceChildren();
    // It would add a sheet of its own, which pages here do not allow; what it says is in ours.
    document.querySelector("link[rel=stylesheet]").id = "__________cytoscape_stylesheet";
    place.removeAttribute("role");
    const drawn = cytoscape({
      container: place,
      elements: [
        ...graph.nodes.map((node) => ({ data: { ...node, label: node.lines.join("\n"), height: height(node) }, position: places[node.id], classes: node.mark })),
        ...graph.edges.map((edge) => {
          const bent = corners(edge, laid, places);
          const shape = !bent ? "loop" : bent.weights.length ? "bent" : "straight";
          return { data: { ...edge, label: bent ? "" : edge.lines.join("\n"), ...bent }, classes: `${shape} ${edge.mark}` };
        }),
        ...labels(graph, laid),
      ],
      layout: { name: "preset" },
      minZoom: 0.15, maxZoom: 3,
      style: [
        { selector: "node[kind]", style: { shape: "round-rectangle", width: WIDTH, height: "data(height)", label: "data(label)", "text-wrap": "wrap",
          "text-max-width": WIDTH - 16, "text-valign": "center", "font-size": FONT, color: INK, "border-width": 1.5,
          "background-color": (node) => COLOURS[node.data("kind")][0], "border-color": (node) => COLOURS[node.data("kind")][1] } },
        { selector: "node[kind = 'record']", style: { shape: "barrel" } },
        { selector: "edge", style: { width: 1.4, "line-color": LINES, "target-arrow-color": LINES, "target-arrow-shape": "triangle",
          "curve-style": "bezier", label: "data(label)", "text-wrap": "wrap", "font-size": EDGE_FONT, color: SAID,
          "text-background-color": BACK, "text-background-opacity": 0.9, "text-background-padding": 2 } },
        { selector: ".said", style: { shape: "rectangle", width: "data(width)", height: "data(height)", "background-opacity": 0, "border-width": 0,
          label: "data(label)", "text-wrap": "wrap", "text-valign": "center", "font-size": EDGE_FONT, color: SAID,
          "text-background-color": BACK, "text-background-opacity": 0.9, "text-background-padding": 1, events: "no" } },
        { selector: ".loop", style: { "control-point-step-size": 190, "loop-direction": "90deg", "loop-sweep": "-50deg" } },
        { selector: ".straight, .bent", style: { "curve-style": "straight", "source-endpoint": "data(begins)", "target-endpoint": "data(ends)" } },
        { selector: ".bent", style: { "curve-style": "round-segments", "edge-distances": "node-position", "segment-radii": 8,
          "segment-weights": "data(weights)", "segment-distances": "data(distances)" } },
        ...Object.entries(MARKS).flatMap(([mark, colour]) => [
          { selector: `node[kind].${mark}`, style: { "border-color": colour, "border-width": 5, "border-style": mark === "removed" ? "dashed" : "solid" } },
          { selector: `edge.${mark}`, style: { "line-color": colour, "target-arrow-color": colour, width: 3, color: colour, "line-style": mark === "removed" ? "dashed" : "solid" } },
          { selector: `.said.${mark}`, style: { color: colour } },
        ]),
        { selector: ".away", style: { opacity: 0.15 } },
        { selector: ".near", style: { "line-color": NEAR, "target-arrow-color": NEAR, width: 2.4 } },
        { selector: "node[kind].near", style: { width: WIDTH, "border-width": 3 } },
        { selector: ".said.near", style: { width: "data(width)" } },
      ],
    });
    const whole = () => drawn.fit(undefined, 16);
    const readable = () => {
      whole();
      const least = LEAST_LETTERS / FONT;
      if (drawn.zoom() >= least) return;
      drawn.zoom(least);
      const box = drawn.elements().renderedBoundingBox();
      // What does not fit begins at its beginning; what fits one way stays in the middle that way.
      drawn.panBy({
        x: box.w > place.clientWidth ? 12 - box.x1 : (place.clientWidth - box.w) / 2 - box.x1,
        y: box.h > place.clientHeight ? 12 - box.y1 : (place.clientHeight - box.h) / 2 - box.y1,
      });
    };
    readable();
    const middle = () => ({ x: place.clientWidth / 2, y: place.clientHeight / 2 });
    const zoom = (factor) => drawn.zoom({ level: drawn.zoom() * factor, renderedPosition: middle() });
    const doing = { in: () => zoom(1.3), out: () => zoom(1 / 1.3), fit: whole, read: readable, next: () => step(1), back: () => step(-1) };
    if (tools) {
      tools.hidden = false;
      tools.addEventListener("click", (event) => doing[event.target.closest("button")?.dataset.do]?.());
    }

    function choose(part) {
      drawn.elements().removeClass("away near");
      if (chosen) chosen.hidden = !part;
      if (!part) return;
      let near = part.closedNeighborhood();
      near = near.union(drawn.nodes(".said").filter((one) => near.some((edge) => edge.id() === one.data("of"))));
      drawn.elements().not(near).addClass("away");
      near.addClass("near");
      if (!chosen) return;
      const data = part.data();
      const ends = part.isEdge() ? [part.source(), part.target()].map((one) => one.data("lines")[0]) : [];
      const title = part.isEdge() ? `${ends[0]} to ${ends[1]}` : data.lines[0];
      const about = part.isEdge() ? data.lines.join(", ") : [data.about, ...data.lines.slice(1)].filter(Boolean).join(" · ");
      chosen.replaceChildren(line("strong", title), line("p", about));
      if (data.carries?.length) chosen.append(line("p", `Carries out: ${data.carries.join(", ")}`, "note"));
    }

    const order = drawn.nodes("[kind]").sort((one, other) => one.position("y") - other.position("y") || one.position("x") - other.position("x"));
    let at = -1;
    function step(by) {
      at = at < 0 && by < 0 ? order.length - 1 : (at + by + order.length) % order.length;
      choose(order[at]);
      drawn.center(order[at]);
    }

    place.tabIndex = 0;
    place.setAttribute("role", "application");
    place.setAttribute("aria-label", `${place.getAttribute("aria-label")}. Arrow keys move it, plus and minus zoom, 0 shows all of it, N and P go from one agent to the next, Escape lets go, Tab leaves it`);
    const keys = { "+": doing.in, "-": doing.out, 0: whole, n: doing.next, p: doing.back, Escape: () => { at = -1; choose(null); } };
    place.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (MOVES[event.key]) drawn.panBy({ x: MOVES[event.key][0], y: MOVES[event.key][1] });
      else if (keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]) keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]();
      else return;
      event.preventDefault();
    });
    drawn.on("tap", (event) => choose(event.target === drawn ? null : event.target));
    place.dataset.drawn = String(order.length);
    place.dataset.letters = String(Math.round(FONT * drawn.zoom()));
  }

  document.querySelectorAll(".graph[data-graph]").forEach(mount);
})();
