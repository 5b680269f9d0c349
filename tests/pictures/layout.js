// What can be measured of a screen, or of the scene that is shown: the boxes of its texts, and what is wrong with them.
() => {
  const scenes = [...document.querySelectorAll('[class*="st-key-adegan_"]')];
  const root = scenes.find((e) => getComputedStyle(e).visibility === "visible") || document.querySelector(".stApp");
  const styles = new Map();
  const styleOf = (e) => styles.get(e) || styles.set(e, getComputedStyle(e)).get(e);
  const scrolls = (e) => [styleOf(e).overflowX, styleOf(e).overflowY].some((way) => way === "auto" || way === "scroll");
  const shortens = (e) => styleOf(e).textOverflow === "ellipsis" || styleOf(e).webkitLineClamp !== "none";
  // A name may be shortened, a figure never.
  const isFigure = (words) => /^[+-]?(Rp)?\d/.test(words);
  // An icon is a word in a font of pictures.
  const isHidden = (e) => !e.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    || e.closest('[data-testid="stIconMaterial"], style, script, title');

  const texts = [];
  const cut = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let number = 0; walker.nextNode(); number += 1) {
    const words = walker.currentNode.textContent.trim();
    const own = walker.currentNode.parentElement;
    if (!words || isHidden(own)) continue;
    const [drawn, map] = [own.closest("text"), own.closest(".petak")];
    const { a = 1, b = 0 } = drawn?.getScreenCTM() || {};
    const scale = map ? map.getBoundingClientRect().width / map.offsetWidth : Math.hypot(a, b);
    const size = parseFloat(styleOf(own).fontSize) * scale;
    const turned = Math.abs(b) > 0.01 * scale && [a / scale, b / scale];
    const long = turned && drawn.getBBox().width * scale;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const line of range.getClientRects()) {
      const { box, lost } = left(line, own, isFigure(words));
      const isSeen = box.width > 2 && box.height > 2;
      if (isSeen) texts.push({ words, number, size, turned, long, box: [box.x, box.y, box.width, box.height] });
      // A line of text is a little higher than its letters. A closed menu waits beyond the left edge.
      if (lost > Math.max(2, 0.06 * size) && (isSeen || (line.left >= 0 && line.top >= 0))) cut.push(words);
    }
  }

  // What is left of a box within everything that hides what goes beyond it, and how much of it is lost for good.
  function left(line, own, whole) {
    let [x, y, right, bottom, lost] = [line.left, line.top, line.right, line.bottom, 0];
    for (let e = own; e; e = e.parentElement) {
      // What stands beneath the fold is seen as soon as the page is scrolled.
      if (e.dataset.testid === "stMain") break;
      const { overflowX, overflowY, clipPath, position } = styleOf(e);
      const box = e.getBoundingClientRect();
      const hides = overflowX !== "visible" || overflowY !== "visible";
      // Words for those who hear a page are in a box of one point.
      if (clipPath.startsWith("inset") || (hides && Math.min(box.width, box.height) <= 2)) [right, lost] = [x, 0];
      else if (hides && !scrolls(e) && (whole || !shortens(e))) {
        lost = Math.max(lost, overflowX !== "visible" && Math.max(box.left - x, right - box.right),
                        overflowY !== "visible" && Math.max(box.top - y, bottom - box.bottom));
      }
      if (overflowX !== "visible") [x, right] = [Math.max(x, box.left), Math.min(right, box.right)];
      if (overflowY !== "visible") [y, bottom] = [Math.max(y, box.top), Math.min(bottom, box.bottom)];
      if (position === "fixed") break;
    }
    return { box: { x, y, width: right - x, height: bottom - y }, lost };
  }

  // The letters themselves: a font leaves room above them for accents, and some beneath.
  const letters = texts.filter(({ turned }) => !turned)
    .map(({ words, number, size, box: [x, y, wide, high] }) =>
      ({ words, number, left: x, right: x + wide, top: y + 0.2 * size, bottom: y + high - 0.06 * size }))
    .sort((one, other) => one.top - other.top);
  const overlaps = [];
  letters.forEach((one, place) => {
    for (let next = place + 1; next < letters.length && letters[next].top < one.bottom; next += 1) {
      const other = letters[next];
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - other.top;
      const lower = Math.min(one.bottom - one.top, other.bottom - other.top);
      if (one.number !== other.number && wide > 2 && high > 0.25 * lower) overlaps.push([one.words, other.words]);
    }
  });

  // Turned texts are beside each other when the distance across them is enough.
  const turned = texts.filter((text) => text.turned);
  turned.forEach((one, place) => turned.slice(place + 1).forEach((other) => {
    const [x, y] = [0, 1].map((way) => middle(other, way) - middle(one, way));
    const [cos, sin] = one.turned;
    const across = Math.abs(y * cos - x * sin);
    const along = Math.abs(x * cos + y * sin);
    if (one.number !== other.number && across < 0.7 * one.size && along < (one.long + other.long) / 2) {
      overlaps.push([one.words, other.words]);
    }
  }));
  function middle({ box }, way) {
    return box[way] + box[way + 2] / 2;
  }

  const sideways = [document.scrollingElement, ...root.querySelectorAll("*")].filter((e) =>
    e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 2 && !isHidden(e)
    && (e === document.scrollingElement || ["auto", "scroll"].includes(styleOf(e).overflowX))
    // A table of data may be moved within its own box where there is no room for its columns.
    && !(e.clientWidth < 1100 && e.querySelector(":scope > table")));
  return {
    texts, cut, overlaps,
    beyond: texts.filter(({ box: [x, , wide] }) => x < -1 || x + wide > innerWidth + 1).map(({ words }) => words),
    sideways: sideways.map((e) => `${e.dataset.testid || e.className || e.tagName}: ${e.scrollWidth} > ${e.clientWidth}`),
    blank: [...root.querySelectorAll(".js-plotly-plot")]
      .filter((e) => !e.querySelector(".main-svg path, .main-svg text")).length,
  };
}
