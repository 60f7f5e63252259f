// Marks what stands in colors that were not looked at before, and tells by what it is known.
(seen) => {
  const known = new Set(seen);
  const words = new Set(["id", "href", "for", "name", "value", "title", "src", "alt", "action", "content",
    "placeholder", "datetime", "aria-label", "aria-labelledby", "aria-describedby", "data-colors-unseen"]);
  const ways = new Map();
  const way = (element) => {
    if (!element) return "";
    if (!ways.has(element)) {
      const own = [...element.attributes].filter((one) => !words.has(one.name));
      ways.set(element, `${way(element.parentElement)}>${element.localName}`
        + own.map((one) => `[${one.name}=${one.value}]`).join(""));
    }
    return ways.get(element);
  };
  const unseen = new Set();
  for (const element of document.querySelectorAll("*")) {
    element.removeAttribute("data-colors-unseen");
    if (!known.has(way(element))) {
      unseen.add(way(element));
      element.setAttribute("data-colors-unseen", "");
    }
  }
  return [...unseen];
}
