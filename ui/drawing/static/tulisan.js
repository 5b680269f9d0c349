// Writes what ui/cards.py, ui/links.py, ui/tables.py, ui/choices.py and papers/offer.py send: headline cards, lines with
// links, tables, a row of choices, files to take away. Whatever comes is written as text, never as markup.
const SVG = "http://www.w3.org/2000/svg";
const ARROW = [["path", { d: "M8 14V3M3 8l5-5 5 5" }]];
const FLASK = [["path", { d: "M5 2h6M6.5 2v4L3 13.5h10L9.5 6V2" }]];
const INFORMATION = [["circle", { cx: 8, cy: 8, r: 6.5 }], ["path", { d: "M8 7.5v4M8 4.5v.5" }]];
const WARNING = [["path", { d: "M8 2 1.5 13.5h13zM8 6.5v3.5M8 11.5v.5" }]];
const FETCH = [["path", { d: "M8 2v8M4.5 7 8 10.5 11.5 7M3 14h10" }]];
export const DOWN = [["path", { d: "M3 6l5 5 5-5" }]];
// How long an answer to a choice is waited for.
const PATIENCE_MS = 5000;
// How long a file stays in the browser's hands until it is saved.
const SAVED_MS = 60000;
// Letters of a cell, such as a month, that are worth one line.
const SHORT = 16;
// Each is called with what is to be written, how, what stands there already, and whom to tell what was chosen.
export const WORDS = { cards, choices, files, heading, lines, note, scale, sentence, switch: oneOf, table, title };

function title([words, mark]) {
  const place = make("div", "kepala");
  place.append(make("h1", "", words));
  if (mark) {
    const badge = make("span", "", mark);
    badge.prepend(drawn("0 0 16 16", FLASK, ""));
    place.append(badge);
  }
  return place;
}

function heading([sentence, note], { level }) {
  const place = make("div", "judul");
  place.append(make(`h${level}`, "", sentence));
  if (note) place.append(make("p", "", note));
  return place;
}

function cards(all, { columns, narrowest }) {
  const list = make("dl", "kartu");
  list.style.setProperty("--lajur", columns);
  list.style.setProperty("--sempit", `${narrowest}px`);
  list.append(...all.map(card));
  return list;
}

function card({ label, value, change, way, judgement, note, line }) {
  const box = make("div");
  box.append(make("dt", "", label), make("dd", "angka", value));
  if (change) {
    const told = make("span", judgement, change);
    if (way) told.prepend(drawn("0 0 16 16", ARROW, way));
    const place = make("dd");
    place.append(told);
    box.append(place);
  }
  if (note) box.append(make("dd", "catatan", note));
  if (line) {
    const { points, end, words } = line;
    const picture = drawn("0 0 240 24", [["polyline", { points }], ["circle", { cx: end[0], cy: end[1], r: 3.5 }]], judgement);
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", words);
    picture.removeAttribute("aria-hidden");
    const place = make("dd", "garis");
    place.append(picture);
    box.append(place);
  }
  return box;
}

function lines(all, { lead, look }) {
  const list = make("ul", `baris ${look}`);
  if (lead) list.append(make("li", "", lead));
  list.append(...all.map(line));
  return list;
}

function sentence(pieces, { isQuiet }) {
  const place = make("p", isQuiet ? "lirih" : "");
  place.append(...stressed(pieces));
  return place;
}

function note(pieces, { warns }) {
  const place = make("div", warns ? "maklumat ingat" : "maklumat");
  place.setAttribute("role", "alert");
  place.append(drawn("0 0 16 16", warns ? WARNING : INFORMATION, ""), sentence(pieces, {}));
  return place;
}

function scale([title, tones, ticks]) {
  const place = make("div", "skala");
  const steps = tones.map((fill, at) => ["rect", { x: at, width: 1.02, height: 1, fill }]);
  const picture = drawn(`0 0 ${tones.length} 1`, steps, "");
  picture.setAttribute("preserveAspectRatio", "none");
  const row = make("div");
  for (const [percent, words] of ticks) {
    const tick = make("span", "", words);
    tick.style.left = `${percent}%`;
    row.append(tick);
  }
  place.append(make("p", "", title), picture, row);
  return place;
}

// Every second piece stands out.
function stressed(pieces) {
  return pieces.map((piece, at) => (at % 2 ? make("strong", "", piece) : piece));
}

function line({ words, label, href }) {
  const item = make("li");
  if (words.length) item.append(sentence(words, {}));
  const link = make(href ? "a" : "span", "", label);
  if (href) {
    link.href = href;
    link.addEventListener("click", go);
    link.prepend(drawn("0 0 16 16", ARROW, "lanjut"));
  }
  item.append(link);
  return item;
}

// A plain click opens the screen in this page, as if the browser had gone there in its history; any other click, such as
// for a new tab, is the browser's own.
function go(event) {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", event.currentTarget.href);
  dispatchEvent(new PopStateEvent("popstate"));
}

function table(rows, { columns, alt, height, empty }) {
  const place = make("div", "tabel");
  if (height) place.style.maxHeight = `${height}px`;
  const cells = (tag, all) => {
    const row = make("tr");
    const kind = (words, at) => (columns[at][1] ? "angka" : words.length > SHORT ? "" : "pendek");
    row.append(...all.map((words, at) => make(tag, kind(words, at), words)));
    return row;
  };
  const [made, head, body] = ["table", "thead", "tbody"].map((tag) => make(tag));
  made.setAttribute("aria-label", alt);
  head.append(cells("th", columns.map(([heading]) => heading)));
  body.append(...rows.map((row) => cells("td", row)));
  made.append(head, body);
  place.append(made);
  if (!rows.length) place.append(make("p", "", empty));
  // Who scrolls by keyboard has to get there first.
  new ResizeObserver(() => {
    const isCut = place.scrollWidth > place.clientWidth || place.scrollHeight > place.clientHeight;
    for (const [name, value] of Object.entries({ tabindex: 0, role: "group", "aria-label": alt })) {
      isCut ? place.setAttribute(name, value) : place.removeAttribute(name);
    }
  }).observe(place);
  return place;
}

// The same choices stay, so that whoever is at one of them can go on.
function choices(all, { key: place }, before, tell) {
  const offered = JSON.stringify(all.map(({ value, ...rest }) => rest));
  const row = before?.offered === offered ? before : asked(all, offered);
  for (const { key, value } of all) {
    const select = row.selects[key];
    // What is not what was just chosen answers an earlier choice, and is older than what stands here.
    const isAnswer = value === select.chosen || performance.now() > (select.chosenUntil ?? 0);
    if (isAnswer) Object.assign(select, { value, chosenUntil: 0 });
  }
  row.tell = (said) => tell(place, said);
  return row;
}

function asked(all, offered) {
  const row = make("div", "pilihan");
  const selects = {};
  for (const { key, label, width, options } of all) {
    const box = make("label", "", label);
    box.style.setProperty("--lebar", `${width}px`);
    const select = make("select");
    select.append(...options.map(([value, words]) => new Option(words, value)));
    const place = make("span");
    place.append(select, drawn("0 0 16 16", DOWN, "buka"));
    box.append(place);
    row.append(box);
    selects[key] = select;
  }
  row.addEventListener("change", ({ target }) => {
    Object.assign(target, { chosen: target.value, chosenUntil: performance.now() + PATIENCE_MS });
    row.tell(Object.fromEntries(Object.entries(selects).map(([key, { value }]) => [key, value])));
  });
  return Object.assign(row, { offered, selects });
}

function oneOf(all, { key, label, chosen }, before, tell) {
  const offered = JSON.stringify(all);
  const isSame = before?.offered === offered;
  const group = isSame ? before : Object.assign(make("div", "ruas"), { offered });
  if (!isSame) {
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-label", label);
    for (const [value, words] of all) {
      const [box, radio] = [make("label"), make("input")];
      Object.assign(radio, { type: "radio", name: key, value });
      radio.addEventListener("change", () => tell(key, value));
      box.append(radio, words);
      group.append(box);
    }
  }
  for (const radio of group.querySelectorAll("input")) radio.checked = radio.value === chosen;
  return group;
}

function files(all, { lead }) {
  const [row, said] = [make("div", "berkas"), make("p")];
  said.setAttribute("role", "status");
  row.append(make("p", "lirih", lead));
  for (const [label, name, address] of all) {
    const button = make("button", "", label);
    button.type = "button";
    button.prepend(drawn("0 0 16 16", FETCH, ""));
    button.addEventListener("click", async () => {
      button.disabled = true;
      said.textContent = await taken(address, name);
      button.disabled = false;
    });
    row.append(button);
  }
  row.append(said);
  return row;
}

// Why a file cannot be had; '' when it is.
async function taken(address, name) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return await answer.text();
    const link = Object.assign(make("a"), { href: URL.createObjectURL(await answer.blob()), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), SAVED_MS);
    return "";
  } catch {
    return "Server tidak dapat dihubungi. Coba lagi sebentar lagi.";
  }
}

export function make(tag, name = "", text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}

export function drawn(viewBox, shapes, name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", viewBox);
  picture.setAttribute("class", name);
  picture.setAttribute("aria-hidden", "true");
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(SVG, tag);
    for (const [attribute, value] of Object.entries(attributes)) shape.setAttribute(attribute, value);
    picture.append(shape);
  }
  return picture;
}
