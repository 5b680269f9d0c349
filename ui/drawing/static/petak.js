// Draws a map of equal tiles. Whatever comes is written as text, never as markup.
import { measured } from "./grafik.js";
import { make } from "./tulisan.js";

const FONT = '700 100px "IBM Plex Sans"';

// The map's place; the same one goes on with other figures, and whoever is at a tile stays there. tell: is called with the
// map's key and the code of the tile that was pressed.
export function tiles(all, { key, alt, rows, columns, height, edge, mark, still }, before, tell) {
  const place = before ?? make("div", "petak");
  place.setAttribute("role", still ? "img" : "group");
  place.setAttribute("aria-label", alt);
  place.style.height = height ? `${height}px` : "100%";
  const lines = all.map(([, , , name, figure]) => [...name, figure]);
  const sizes = {
    "--baris": rows,
    "--lajur": columns,
    "--tepi": edge,
    "--tanda": mark,
    "--terlebar": Math.max(...lines.flat().map((line) => measured(line, FONT) / 100)),
    "--tertinggi": Math.max(...lines.map((each) => each.length)),
  };
  for (const [name, value] of Object.entries(sizes)) place.style.setProperty(name, value);
  while (place.children.length > all.length) place.lastChild.remove();
  while (place.children.length < all.length) place.append(begun(still));
  all.forEach((tile, at) => write(place.children[at], tile, (code) => tell(key, code)));
  return place;
}

function begun(still) {
  const box = make(still ? "div" : "button");
  if (!still) {
    box.type = "button";
    box.addEventListener("click", () => box.press());
  }
  box.append(make("span"), make("b"));
  return box;
}

function write(box, [code, row, column, name, figure, said, tone, ink, isOpened], press) {
  const [words, amount] = box.children;
  words.textContent = name.join("\n");
  amount.textContent = figure;
  box.style.cssText = `grid-area: ${row} / ${column}; color: ${ink}; background: ${tone}`;
  box.classList.toggle("dibuka", isOpened);
  if (!box.type) return;
  box.press = () => press(code);
  box.title = said;
  box.setAttribute("aria-label", said);
  box.ariaCurrent = isOpened ? "true" : null;
}
