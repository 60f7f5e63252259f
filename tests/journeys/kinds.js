// Marks the first and the last of each kind that was not looked at before, and tells by what they are
// known: the elements and classes they stand in, which attributes they have and whether there are words
// in them, but not which words. A page's outline is one more kind.
(seen) => {
  const known = new Set(seen);
  const words = new Set(["action", "alt", "aria-describedby", "aria-label", "aria-labelledby", "content",
    "datetime", "for", "href", "id", "name", "placeholder", "src", "title", "value"]);
  const mark = "data-unseen";
  const told = ({name, value}) => words.has(name) ? `[${name}${value ? "" : "="}]` : `[${name}=${value}]`;
  const says = (element) => [...element.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
  const kinds = new Map();
  const kind = (element) => {
    if (!element) return "";
    if (!kinds.has(element)) {
      const own = [...element.attributes].filter(({name}) => name !== mark).map(told).join("");
      kinds.set(element, `${kind(element.parentElement)}>${element.localName}${own}${says(element) ? "…" : ""}`);
    }
    return kinds.get(element);
  };
  const unseen = new Map();
  for (const element of document.querySelectorAll("*")) {
    element.removeAttribute(mark);
    const own = kind(element);
    if (!known.has(own)) unseen.set(own, {first: element, ...unseen.get(own), last: element});
  }
  for (const {first, last} of unseen.values()) for (const one of [first, last]) one.setAttribute(mark, "");
  const outline = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, main, nav, header, footer, aside, [role]")]
    .map((one) => one.getAttribute("role") || one.localName).filter((one, place, all) => one !== all[place - 1]).join(" ");
  return [...unseen.keys(), ...known.has(outline) ? [] : [outline]];
}
