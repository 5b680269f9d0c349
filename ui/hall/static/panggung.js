// The stage in the browser: scales the sheet to the screen, turns the scenes, listens to keys, clicker and phone, and
// keeps the picture when the server is gone. Drawn by ui/hall/stage.py; does nothing on any other screen.

const SHEET_HEIGHT = 464;
const SHEET_WIDTH = 600;
const ASK_SECONDS = 1;
const LOOK_SECONDS = 4;
const MISSES = 2;
const RELOAD_AFTER_SECONDS = 10;

const address = new URLSearchParams(location.search);
if (address.get("proyektor") === "1" || /\/proyektor\/?$/.test(location.pathname)) stage();

function stage() {
  const root = document.documentElement;
  const memory = `panggung ${location.pathname}${location.search}`;
  const rule = document.head.appendChild(document.createElement("style"));
  const mark = put("panggung-tanda");
  const curtain = put("panggung-hitam");
  const state = { scenes: [], now: sessionStorage.getItem(memory) || "", since: 0, paused: false, black: false };

  document.querySelector('link[href*="panggung.css"]').media = "all";
  root.classList.add("panggung");
  if (address.get("ruang") === "gelap") root.classList.add("gelap");
  curtain.hidden = true;
  addEventListener("resize", fit);
  addEventListener("keydown", key, true);
  document.addEventListener("visibilitychange", keepAwake);
  new MutationObserver(collect).observe(document.body, { childList: true, subtree: true });
  fit();
  keepAwake();
  setInterval(tick, 250);
  listen();

  function put(id) {
    const element = document.body.appendChild(document.createElement("div"));
    element.id = id;
    element.setAttribute("role", "status");
    return element;
  }

  function fit() {
    root.style.setProperty("--skala", Math.min(innerHeight / SHEET_HEIGHT, innerWidth / SHEET_WIDTH));
  }

  function collect() {
    const found = [];
    for (const element of document.querySelectorAll('[class*="st-key-adegan_"]')) {
      const [, seconds, name] = /st-key-adegan_(\d+)_(\w+)/.exec(element.className) || [];
      if (name && !found.some((scene) => scene.name === name)) found.push({ name, seconds: Number(seconds) });
    }
    // Scenes come one by one while the page is drawn: those that were known stay, and the one to go on with is awaited.
    const isWhole = found.length >= state.scenes.length && (!state.now || found.some((scene) => scene.name === state.now));
    if (!found.length || (!isWhole && isRunning())) return;
    if (JSON.stringify(found) === JSON.stringify(state.scenes)) return;
    state.scenes = found;
    if (!found.some((scene) => scene.name === state.now)) show(found[0].name);
    else if (!state.since) show(state.now);
  }

  function isRunning() {
    return document.querySelector(".stApp")?.getAttribute("data-test-script-state") === "running";
  }

  function show(name) {
    state.now = name;
    state.since = performance.now();
    sessionStorage.setItem(memory, name);
    const count = state.scenes.length;
    const place = state.scenes.findIndex((scene) => scene.name === name);
    rule.textContent =
      `[class*="st-key-adegan_"][class*="_${name}"]{opacity:1;visibility:visible}` +
      `:root{--tempat:"${count > 1 ? `${place + 1} / ${count}` : ""}"}`;
    root.dataset.adegan = name;
  }

  function step(by) {
    const count = state.scenes.length;
    if (!count) return;
    const place = state.scenes.findIndex((scene) => scene.name === state.now);
    show(state.scenes[(place + by + count) % count].name);
  }

  function tick() {
    const scene = state.scenes.find((one) => one.name === state.now);
    if (!scene || state.paused || state.black || state.scenes.length < 2) return;
    if (performance.now() - state.since >= scene.seconds * 1000) step(1);
  }

  function obey(command) {
    if (command === "lanjut") step(1);
    if (command === "kembali") step(-1);
    if (command === "awal" && state.scenes.length) show(state.scenes[0].name);
    if (command === "jeda") {
      state.paused = !state.paused;
      state.since = performance.now();
    }
    if (command === "hitam") {
      state.black = !state.black;
      state.since = performance.now();
    }
    curtain.hidden = !state.black;
    say();
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !state.scenes.length) return;
    const command = {
      ArrowRight: "lanjut", ArrowDown: "lanjut", PageDown: "lanjut", Enter: "lanjut", n: "lanjut",
      ArrowLeft: "kembali", ArrowUp: "kembali", PageUp: "kembali", Backspace: "kembali",
      Home: "awal", " ": "jeda", p: "jeda", j: "jeda", ".": "hitam", b: "hitam", h: "hitam",
    }[event.key];
    const place = Number(event.key);
    // No key may reach the program: some of them make it run again or open its menu.
    if (event.key.length === 1 || command) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (command) obey(command);
    else if (place >= 1 && state.scenes[place - 1]) show(state.scenes[place - 1].name);
    else if (event.key === "f") document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
  }

  function keepAwake() {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
  }

  let away = "";
  function say() {
    mark.textContent = [state.paused ? "Jeda" : "", away].filter(Boolean).join(" · ");
  }

  // Asks for the phone's commands, and so learns whether the server is there and still shows the stage to this browser.
  async function listen() {
    const code = address.get("kendali") || "";
    let heard = null;
    let missed = 0;
    let refused = 0;
    let lost = false;
    let back = 0;
    for (;;) {
      try {
        const answer = await fetch(`/panggung/perintah?kendali=${encodeURIComponent(code)}`, {
          cache: "no-store", signal: AbortSignal.timeout(5000),
        });
        const isRefused = answer.status === 403;
        if (!answer.ok && !isRefused) throw new Error(String(answer.status));
        refused = isRefused ? refused + 1 : 0;
        // Who may no longer look sees the door instead of the last picture.
        if (refused >= MISSES && state.scenes.length) location.reload();
        if (!isRefused) {
          const { nomor, perintah } = await answer.json();
          // A server that has started anew counts from the beginning.
          if (heard !== null && nomor > heard) obey(perintah);
          heard = nomor;
        }
        missed = 0;
        if (lost && !back) back = performance.now();
        const open = document.querySelector(".stApp")?.getAttribute("data-test-connection-state") === "CONNECTED";
        if (lost && open) lost = false;
        else if (lost && performance.now() - back > RELOAD_AFTER_SECONDS * 1000) location.reload();
      } catch {
        missed += 1;
        back = 0;
        if (missed >= MISSES) lost = true;
      }
      away = lost ? "Sambungan terputus, menyambung kembali" : "";
      say();
      await new Promise((done) => setTimeout(done, (code ? ASK_SECONDS : LOOK_SECONDS) * 1000));
    }
  }
}
