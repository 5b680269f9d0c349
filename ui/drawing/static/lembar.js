// Lays out what ui/drawing/__init__.py sends in the place that Streamlit gives it: boxes, and in them charts (grafik.js),
// maps of tiles (petak.js) and words (tulisan.js). What has not changed stays as it is, so that drawings are changed in
// place and nobody loses the focus.
import { chart, leave, settle } from "./grafik.js";
import { tiles } from "./petak.js";
import { DOWN, WORDS, drawn, make } from "./tulisan.js";

const sheets = new WeakMap();
// The screen that stands, and whether something was picked in it whose answer has not come yet.
let screen = location.pathname;
let isPicked = false;

// Streamlit calls this again for the same place when what it sends has changed, and calls what it returns at the end.
export default function ({ data, parentElement, setTriggerValue }) {
  if (!sheets.has(parentElement)) {
    sheets.set(parentElement, make("div", "lembar"));
    parentElement.append(sheets.get(parentElement));
    // The room that was kept for a screen (ui/theme.py).
    parentElement.closest('[class*="st-key-layar_"]')?.style.setProperty("min-height", "0");
  }
  const sheet = sheets.get(parentElement);
  sheet.tell = (part, said) => setTriggerValue("told", [part, said]);
  fill(sheet, JSON.parse(new TextDecoder().decode(data)), (...said) => sheet.tell(...said));
  settle(sheet);
  begin(sheet);
  return () => {
    sheets.delete(parentElement);
    away(sheet);
  };
}

// Another screen, and what was picked on this one, is read from its beginning; Streamlit leaves it scrolled.
function begin(sheet) {
  if (!isPicked && location.pathname === screen) return;
  [screen, isPicked] = [location.pathname, false];
  sheet.closest('[data-testid="stMain"]')?.scrollTo({ top: 0, behavior: "instant" });
}

function fill(place, parts, tell) {
  parts.forEach((part, at) => {
    const before = place.children[at];
    const now = made(part, before, tell);
    if (!before) place.append(now);
    else if (now !== before) {
      before.before(now);
      away(before);
    }
  });
  [...place.children].slice(parts.length).forEach(away);
}

// What is there is gone on with when it is of the same kind and has the same key.
function made([kind, of, options], before, tell) {
  const mark = `${kind} ${options.key ?? ""}`;
  const make = MAKERS[kind] ?? written(kind);
  return Object.assign(make(of, options, before?.mark === mark ? before : null, tell), { mark });
}

const MAKERS = { chart: picked(chart), tiles: picked(tiles), opening, row: box("lajur"), stack: box("tumpuk"), card: box("kotak") };

function picked(make) {
  return (of, options, before, tell) =>
    make(of, options, before, (...said) => {
      isPicked = true;
      tell(...said);
    });
}

function box(name) {
  return (parts, { spread }, before, tell) => {
    const place = before ?? make("div", name);
    place.classList.toggle("merata", Boolean(spread));
    fill(place, parts, tell);
    return place;
  };
}

function opening(parts, { key, label, open }, before, tell) {
  const place = before ?? make("div", "bukaan");
  if (!before) {
    const button = make("button", "", label);
    button.type = "button";
    button.append(drawn("0 0 16 16", DOWN, ""));
    place.append(button, make("div"));
    button.addEventListener("click", () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      // What is closed is closed at once; what is opened has to come first.
      if (isOpen) show(place, false);
      tell(key, !isOpen);
    });
  }
  fill(place.lastChild, parts, tell);
  show(place, open);
  return place;
}

function show(place, isOpen) {
  place.firstChild.setAttribute("aria-expanded", isOpen);
  place.lastChild.hidden = !isOpen;
}

function written(kind) {
  return (all, options, before, tell) => {
    const place = before ?? make("div", "tulisan");
    const said = JSON.stringify([all, options]);
    // A choice that has not changed may have been changed by the visitor.
    if (place.said !== said || kind === "choices") {
      const now = WORDS[kind](all, options, place.firstChild, tell);
      if (now !== place.firstChild) place.replaceChildren(now);
    }
    return Object.assign(place, { said });
  };
}

function away(place) {
  place.remove();
  [place, ...place.querySelectorAll(".grafik")].forEach(leave);
}
