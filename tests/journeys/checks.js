// What a page must keep that axe does not look at. Runs inside the page; gives back [check, criterion, what it is about].
() => {
  const faults = [];
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = (node) => (node.textContent || "").replace(/\s+/g, " ").trim();
  const shown = (node) => {
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    return box.width > 0 && box.height > 0 && style.visibility !== "hidden" && !node.closest("[aria-hidden=true], [hidden]");
  };
  const hiddenFromSight = (node) => {
    const box = node.getBoundingClientRect();
    return box.width <= 1 || box.height <= 1 || getComputedStyle(node).clip === "rect(0px, 0px, 0px, 0px)";
  };
  const outline = (node) => {
    const copy = node.cloneNode(false);
    return (copy.outerHTML || "").slice(0, 110) + words(node).slice(0, 40);
  };
  const fault = (check, criterion, node) => faults.push([check, criterion, typeof node === "string" ? node : outline(node)]);
  const sameWords = (text) => text.toLowerCase().replace(/[^a-z ]/g, "").replace(/\s+/g, " ").trim();

  // Words of the title: the page, then the service; "Error:" first when the page says that something is wrong.
  const title = document.title.trim();
  const summary = document.querySelector(".govuk-error-summary, [data-error-summary]");
  const parts = title.split(" - ").map((part) => part.trim());
  if (parts.length < 2 || parts.some((part) => !part)) fault("title-shape", "2.4.2", `title "${title}"`);
  if (summary && !title.startsWith("Error:")) fault("title-error", "2.4.2", `title "${title}"`);
  if (!summary && title.startsWith("Error:")) fault("title-error", "2.4.2", `title "${title}"`);

  // Labels that can be seen, not only heard.
  const controls = all("input, select, textarea").filter((one) => !["hidden", "submit", "button", "reset", "image"].includes(one.type));
  for (const control of controls.filter((one) => !one.closest("[hidden]") && getComputedStyle(one).display !== "none")) {
    const labels = [...(control.labels || [])].filter((label) => words(label) && (!hiddenFromSight(label) || control.type === "search"));
    const pointed = (control.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean).map((id) => document.getElementById(id));
    const seen = pointed.filter((one) => one && words(one) && !hiddenFromSight(one));
    if (!labels.length && !seen.length) fault("visible-label", "3.3.2", control);
  }

  // The same thing asked twice in one form.
  for (const form of all("form")) {
    const asked = new Map();
    for (const control of all("input[autocomplete], select[autocomplete], textarea[autocomplete]", form)) {
      const token = control.getAttribute("autocomplete").trim();
      if (!token || ["on", "off", "new-password"].includes(token)) continue;
      if (asked.has(token)) fault("asked-twice", "3.3.7", control);
      asked.set(token, control);
    }
  }

  // Signing in without a test of memory.
  for (const password of all("input[type=password]")) {
    const helps = ["current-password", "new-password"].includes((password.getAttribute("autocomplete") || "").trim());
    if (!helps || password.hasAttribute("onpaste")) fault("password-help", "3.3.8", password);
  }
  for (const label of all("label, legend")) {
    if (/(characters|letters|numbers) (that )?you (can )?see|captcha|not a robot/i.test(words(label))) fault("puzzle", "3.3.8", label);
  }

  for (const image of all("img[alt], [role=img][aria-label], input[type=image][alt]")) {
    const text = image.getAttribute("alt") || image.getAttribute("aria-label") || "";
    if (/\.(png|jpe?g|gif|svg|webp)$|^(img|image|dsc|picture|photo)[_\- ]?\d*$|^[a-f0-9-]{16,}$/i.test(text.trim())) fault("alt-file-name", "1.1.1", image);
  }

  const real = "a[href], button, input, select, textarea, summary, label, option, [role=button][tabindex], [role=link][tabindex]";
  for (const node of all("[onclick], [onmousedown], [onmouseup], [data-action], [ng-click], [\\@click], [v-on\\:click]")) {
    if (!node.matches(real) && !node.matches("form")) fault("click-handler", "2.1.1", node);
  }
  for (const node of all("[tabindex]")) if (node.tabIndex > 0) fault("positive-tabindex", "2.4.3", node);

  const empty = new Set(["click here", "here", "click", "more", "read more", "link", "this link", "learn more", "details", "this page", "this"]);
  for (const link of all("a[href]")) if (empty.has(sameWords(link.getAttribute("aria-label") || words(link)))) fault("empty-link-words", "2.4.4", link);

  // Links in running text that differ by colour alone.
  for (const link of all("p a[href], li a[href], dd a[href]").filter(shown)) {
    const block = link.closest("p, li, dd");
    if (words(block).length <= words(link).length + 3 || block.closest("nav")) continue;
    const here = getComputedStyle(link);
    const around = getComputedStyle(link.parentElement);
    const marked = here.textDecorationLine.includes("underline") || parseFloat(here.borderBottomWidth) > 0 || here.fontWeight !== around.fontWeight
      || here.fontStyle !== around.fontStyle || (here.backgroundColor !== around.backgroundColor && here.backgroundColor !== "rgba(0, 0, 0, 0)");
    if (!marked && !link.querySelector("svg, img")) fault("link-by-colour", "1.4.1", link);
  }

  for (const table of all("table").filter((one) => !["presentation", "none"].includes(one.getAttribute("role")))) {
    if (!table.querySelector("th")) fault("table-headers", "1.3.1", table);
    const named = table.caption ? words(table.caption) : table.getAttribute("aria-label") || table.getAttribute("aria-labelledby");
    if (!named) fault("table-caption", "1.3.1", table);
  }

  if (summary) {
    const links = all("a[href]", summary);
    if (!links.length) fault("error-links", "3.3.1", summary);
    for (const link of links) {
      const target = document.getElementById(decodeURIComponent((link.getAttribute("href") || "").replace(/^#/, "")));
      if (!target || !target.matches("input, select, textarea, button")) fault("error-links", "3.3.1", link);
    }
    if (summary.tabIndex < -1 || !(summary.matches("[role=alert]") || summary.querySelector("[role=alert]"))) fault("error-announced", "4.1.3", summary);
  }

  // Headings.
  const headings = all("h1, h2, h3, h4, h5, h6").filter((one) => !one.closest("[hidden]") && words(one));
  const firsts = headings.filter((one) => one.tagName === "H1").length;
  if (firsts !== 1) fault("one-h1", "1.3.1", `${firsts} headings of the first level`);
  let last = 0;
  for (const heading of headings.filter((one) => !one.closest(".govuk-error-summary, [role=alert]"))) {
    const level = Number(heading.tagName[1]);
    if (last && level > last + 1) fault("skipped-level", "1.3.1", heading);
    last = level;
  }
  const body = parseFloat(getComputedStyle(document.body).fontSize);
  for (const paragraph of all("p, div").filter((one) => shown(one) && words(one).length > 2 && words(one).length < 60)) {
    if (paragraph.closest("header, footer, nav, label, legend, caption, th, figure, button, a, [role=alert], li, dl, summary, blockquote")) continue;
    const inner = paragraph.children.length === 1 && words(paragraph.children[0]) === words(paragraph) ? paragraph.children[0] : paragraph;
    if (inner === paragraph && paragraph.children.length) continue;
    if (inner !== paragraph && !inner.matches("b, strong, span, font")) continue;
    const style = getComputedStyle(inner);
    const heavy = Number(style.fontWeight) >= 600;
    const next = paragraph.nextElementSibling;
    const heads = next && next.matches("p, ul, ol, table, dl, div, form") && words(next).length > words(paragraph).length;
    if (heavy && heads && parseFloat(style.fontSize) >= body * 1.15 && !/[.:!?]$/.test(words(paragraph))) fault("fake-heading", "1.3.1", paragraph);
  }

  // News that appears must be heard.
  for (const node of all("[class*=status], [class*=notification-banner], [class*=toast], [class*=flash], [data-live], [class*=results-count]")) {
    if (node.closest("svg") || (node.parentElement && node.parentElement.closest("[class*=notification-banner], [class*=toast], [class*=flash]"))) continue;
    const heard = node.closest("[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], [role=log], output");
    const region = node.matches("[role=region][aria-labelledby]");
    if (!heard && !region && words(node)) fault("live-region", "4.1.3", node);
  }

  for (const node of all("[draggable=true], [data-sortable] > *")) {
    const place = node.closest("li, tr, [data-row]") || node;
    if (!place.querySelector("button, select, a[href]")) fault("drag-only", "2.5.7", node);
  }

  // A chart is a picture, a sentence and a table.
  for (const chart of all("svg[role=img], svg[role^=graphics], canvas, [data-chart]").filter((one) => !one.closest("[aria-hidden=true], header, a, button"))) {
    const figure = chart.closest("figure, [data-figure]");
    const sentence = figure && all("figcaption, p", figure).some((one) => words(one).split(" ").length >= 3);
    if (!figure || !sentence || !figure.querySelector("table")) fault("chart-in-words", "1.1.1", chart);
  }

  for (const node of all("p, li, blockquote, td, dd")) {
    const foreign = words(node).match(/[\u0370-\u1CFF\u2E80-\uD7FF]/g) || [];
    const own = node.closest("[lang]");
    if (foreign.length >= 10 && foreign.length > words(node).length / 3 && (!own || /^en/i.test(own.lang))) fault("language-of-part", "3.1.2", node);
  }
  return faults;
}
