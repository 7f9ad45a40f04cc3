// Draws the blueprint: laid out by elk, shown by cytoscape; both come with the package.
(async () => {
  "use strict";
  const place = document.getElementById("graph");
  const chosen = document.getElementById("chosen");
  const response = await fetch(place.dataset.graph, { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  const graph = await response.json();
  if (!graph.nodes.length) { place.hidden = true; return; }
  const WIDTH = 210, LINE = 22, LEAST = 48;
  const height = (node) => Math.max(LEAST, node.lines.length * LINE + 22);
  const laidOut = (direction) => new ELK().layout({
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered", "elk.direction": direction, "elk.spacing.nodeNode": "30", "elk.spacing.edgeNode": "20",
      "elk.layered.spacing.nodeNodeBetweenLayers": "40", "elk.edgeLabels.placement": "CENTER",
    },
    children: graph.nodes.map((node) => ({ id: node.id, width: WIDTH, height: height(node) })),
    edges: graph.edges.map((edge) => ({
      id: edge.id, sources: [edge.source], targets: [edge.target],
      labels: edge.lines.length ? [{ text: edge.lines.join("\n"), width: 8 * Math.max(...edge.lines.map((one) => one.length)), height: 18 * edge.lines.length }] : [],
    })),
  });
  const fits = (one) => Math.min(place.clientWidth / one.width, place.clientHeight / one.height);
  const [across, down] = [await laidOut("RIGHT"), await laidOut("DOWN")];
  const laid = fits(across) >= fits(down) ? across : down;
  const places = Object.fromEntries(laid.children.map((one) => [one.id, { x: one.x + one.width / 2, y: one.y + one.height / 2 }]));
  // Corners as cytoscape wants them: how far along the line between the two nodes, and how far beside it.
  function corners(edge) {
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
  const colours = { agent: ["#e8f0fe", "#3b5b92"], party: ["#fff4dc", "#8a6414"], outside: ["#f1f1f1", "#666666"] };
  place.replaceChildren();
  // It would add a sheet of its own, which pages here do not allow; what it says is in ours.
  document.querySelector("link[rel=stylesheet]").id = "__________cytoscape_stylesheet";
  place.removeAttribute("role");
  const drawn = cytoscape({
    container: place,
    elements: [
      ...graph.nodes.map((node) => ({ data: { ...node, label: node.lines.join("\n"), height: height(node) }, position: places[node.id] })),
      ...graph.edges.map((edge) => {
        const bent = corners(edge);
        return { data: { ...edge, label: edge.lines.join("\n"), ...bent }, classes: !bent ? "loop" : bent.weights.length ? "bent" : "straight" };
      }),
    ],
    layout: { name: "preset", padding: 24 },
    minZoom: 0.15, maxZoom: 3,
    style: [
      { selector: "node", style: { shape: "round-rectangle", width: WIDTH, height: "data(height)", label: "data(label)", "text-wrap": "wrap",
        "text-max-width": WIDTH - 16, "text-valign": "center", "font-size": 17, color: "#1d2126", "border-width": 1.5,
        "background-color": (node) => colours[node.data("kind")][0], "border-color": (node) => colours[node.data("kind")][1] } },
      { selector: "edge", style: { width: 1.4, "line-color": "#8a929c", "target-arrow-color": "#8a929c", "target-arrow-shape": "triangle",
        "curve-style": "bezier", label: "data(label)", "text-wrap": "wrap", "font-size": 14, color: "#414850",
        "text-background-color": "#fdfdfd", "text-background-opacity": 0.9, "text-background-padding": 2 } },
      { selector: ".loop", style: { "control-point-step-size": 190, "loop-direction": "90deg", "loop-sweep": "-50deg" } },
      { selector: ".straight, .bent", style: { "curve-style": "straight", "source-endpoint": "data(begins)", "target-endpoint": "data(ends)" } },
      { selector: ".bent", style: { "curve-style": "round-segments", "edge-distances": "node-position", "segment-radii": 8,
        "segment-weights": "data(weights)", "segment-distances": "data(distances)" } },
      { selector: ".away", style: { opacity: 0.15 } },
      { selector: ".near", style: { "line-color": "#1f4f99", "target-arrow-color": "#1f4f99", width: 2.4, "border-width": 3 } },
    ],
  });
  const tools = document.getElementById("graph-tools");
  tools.hidden = false;
  const middle = () => ({ x: place.clientWidth / 2, y: place.clientHeight / 2 });
  const zoom = (factor) => drawn.zoom({ level: drawn.zoom() * factor, renderedPosition: middle() });
  tools.addEventListener("click", (event) => {
    const what = event.target.dataset.do;
    if (what === "in") zoom(1.3);
    if (what === "out") zoom(1 / 1.3);
    if (what === "fit") drawn.fit(undefined, 24);
  });
  place.tabIndex = 0;
  place.setAttribute("role", "application");
  place.setAttribute("aria-label", "The graph: arrow keys move it, plus and minus zoom, 0 fits it, Tab leaves it; the lists below say the same");
  const STEP = 60;
  const moves = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
  place.addEventListener("keydown", (event) => {
    if (moves[event.key]) drawn.panBy({ x: moves[event.key][0], y: moves[event.key][1] });
    else if (event.key === "+") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") drawn.fit(undefined, 24);
    else return;
    event.preventDefault();
  });
  const line = (name, said, kind) => {
    const element = document.createElement(name);
    element.textContent = said;
    if (kind) element.className = kind;
    return element;
  };
  drawn.on("tap", (event) => {
    drawn.elements().removeClass("away near");
    chosen.hidden = event.target === drawn;
    if (event.target === drawn) return;
    const near = event.target.closedNeighborhood();
    drawn.elements().not(near).addClass("away");
    near.addClass("near");
    const data = event.target.data();
    chosen.replaceChildren(line("strong", data.lines[0] || `${data.source} to ${data.target}`), line("p", data.about || data.lines.slice(1).join(", ")));
    if (data.carries?.length) chosen.append(line("p", `Carries out: ${data.carries.join(", ")}`, "note"));
  });
})();
