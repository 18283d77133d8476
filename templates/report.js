
"use strict";
(() => {
  const root = document.documentElement, lines = document.getElementById("lines"), sides = document.getElementById("sides");
  const cards = [...document.querySelectorAll(".bead")], filter = document.getElementById("doubtful");
  root.classList.add("script");
  const segments = new Map(), paths = new Map();
  const columns = [...document.querySelectorAll(".side")];
  columns.forEach((column, side) => column.querySelectorAll(".segment").forEach(segment => {
    const bead = segment.dataset.bead;
    if (!segments.has(bead)) segments.set(bead, [[], []]);
    segments.get(bead)[side].push(segment);
  }));
  const isDoubtful = card => card.classList.contains("low") || card.classList.contains("middle");
  let at = -1;
  const draw = () => {
    const frame = sides.getBoundingClientRect();
    lines.replaceChildren();
    paths.clear();
    if (!frame.width) return;
    for (const [bead, [left, right]] of segments) {
      if (!left.length || !right.length) continue;
      const from = left.map(one => one.getBoundingClientRect()), to = right.map(one => one.getBoundingClientRect());
      const x1 = from[0].right - frame.left + 2, x2 = to[0].left - frame.left - 2, middle = (x1 + x2) / 2;
      const [a, b] = [from[0].top - frame.top + 3, from[from.length - 1].bottom - frame.top - 3];
      const [c, d] = [to[0].top - frame.top + 3, to[to.length - 1].bottom - frame.top - 3];
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", `M${x1},${a}C${middle},${a} ${middle},${c} ${x2},${c}L${x2},${d}C${middle},${d} ${middle},${b} ${x1},${b}Z`);
      path.setAttribute("class", cards[bead].className.replace("bead ", ""));
      paths.set(bead, path);
      lines.append(path);
    }
    mark();
  };
  const mark = () => {
    document.querySelectorAll(".at").forEach(one => one.classList.remove("at"));
    if (at < 0) return;
    const bead = String(at);
    cards[at].classList.add("at");
    (segments.get(bead) || [[], []]).flat().forEach(one => one.classList.add("at"));
    const path = paths.get(bead);
    if (path) { path.classList.add("at"); lines.append(path); }
  };
  const show = bead => { at = bead; mark(); };
  const walk = step => {
    let next = at + step;
    while (filter.checked && cards[next] && !isDoubtful(cards[next])) next += step;
    if (!cards[next]) return;
    show(next);
    const [left, right] = segments.get(String(next)) || [[], []];
    const first = left[0] || right[0];
    (first && first.offsetParent ? first : cards[next]).scrollIntoView({ block: "center" });
  };
  sides.addEventListener("mouseover", event => {
    const segment = event.target.closest(".segment");
    if (segment) show(Number(segment.dataset.bead));
  });
  sides.addEventListener("click", event => {
    const segment = event.target.closest(".segment");
    if (segment) show(Number(segment.dataset.bead));
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step) { event.preventDefault(); walk(step); }
    if (event.key === "d") { filter.checked = !filter.checked; filter.dispatchEvent(new Event("change")); }
  });
  filter.addEventListener("change", () => document.body.classList.toggle("only-doubtful", filter.checked));
  new ResizeObserver(draw).observe(sides);
  draw();
})();
