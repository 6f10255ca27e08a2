// What the keyboard would find: each place Tab should stop at, its look at rest, and whether focus shows there.
() => {
  const candidates = "a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [contenteditable=true], [tabindex]";
  const pseudo = ["", "::before", "::after"];
  const properties = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderTopColor", "borderTopWidth", "borderBottomColor", "borderBottomWidth", "textDecorationLine", "color"];
  const look = (node) => {
    const near = [node, ...(node.labels || [])];
    return JSON.stringify(near.map((one) => pseudo.map((part) => properties.map((name) => getComputedStyle(one, part || null)[name]))));
  };
  const open = (node) => {
    const shut = node.closest("details:not([open])");
    return !shut || (node.tagName === "SUMMARY" && node.parentElement === shut);
  };
  const reachable = (node) => !node.disabled && node.tabIndex >= 0 && node.type !== "hidden" && node.getClientRects().length > 0
    && getComputedStyle(node).visibility !== "hidden" && open(node) && !node.closest("[inert]");
  const first = (node) => {
    if (node.type !== "radio" || !node.name) return true;
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(node.name)}"]`)].filter((one) => one.form === node.form && !one.disabled);
    return (group.find((one) => one.checked) || group[0]) === node;
  };
  const stops = [...document.querySelectorAll(candidates)].filter((node) => reachable(node) && first(node));
  const rest = new Map(stops.map((node) => [node, look(node)]));
  const outline = (node) => node.cloneNode(false).outerHTML.slice(0, 110);

  window.goldenthreadFocus = {
    count: stops.length,
    here() {
      const node = document.activeElement;
      if (!node || node === document.body || node === document.documentElement) return null;
      const box = node.getBoundingClientRect();
      const family = [node, ...(node.labels || [])];
      const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
      const clear = points.filter(([x, y]) => {
        const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return hit && (family.some((one) => one.contains(hit)) || (hit.contains(node) && hit !== document.body && hit.contains(node) && !["fixed", "sticky"].includes(getComputedStyle(hit).position)) || hit === document.body);
      }).length;
      const tiny = box.width <= 1 || box.height <= 1;
      return { index: stops.indexOf(node), outline: outline(node), shows: !rest.has(node) || look(node) !== rest.get(node), covered: !tiny && clear === 0 };
    },
    missed: (seen) => stops.filter((_, index) => !seen.includes(index)).map(outline),
  };
  return stops.length;
}
