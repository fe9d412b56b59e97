"use strict";
// Lights all parts of a statement together, in the report and on its card.
// The page can be read without this; it adds hovering, focus and the keys n, p and Escape.
(() => {
  const partsOf = new Map();
  for (const element of document.querySelectorAll("[data-ids]")) {
    for (const id of element.dataset.ids.split(" ")) {
      if (!partsOf.has(id)) partsOf.set(id, []);
      partsOf.get(id).push(element);
    }
  }
  const references = [...document.querySelectorAll("a.ref")];
  const columns = document.querySelector(".columns");
  const side = document.getElementById("speakers");
  const narrow = matchMedia("(max-width: 60rem)");
  let lit = [];
  let pinned = [];

  const same = (a, b) => a.length === b.length && a.every((id, i) => id === b[i]);

  const light = (ids) => {
    if (same(ids, lit)) return;
    for (const id of lit) for (const part of partsOf.get(id) ?? []) part.classList.remove("lit");
    for (const id of ids) for (const part of partsOf.get(id) ?? []) part.classList.add("lit");
    columns.classList.toggle("lighting", ids.length > 0);
    lit = ids;
  };

  const idsAt = (target) => {
    const element = target.closest?.("[data-ids]");
    return element ? (element.dataset.lights ?? element.dataset.ids).split(" ") : [];
  };

  // Brings a card into view inside the side column without moving the page.
  const showCard = (id) => {
    const card = document.getElementById("card-" + id);
    if (!card || side.scrollHeight <= side.clientHeight) return;
    const outer = side.getBoundingClientRect();
    const inner = card.getBoundingClientRect();
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      side.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 3;
    }
  };

  document.addEventListener("mouseover", (event) => {
    const ids = idsAt(event.target);
    light(ids.length ? ids : pinned);
    if (ids.length && !side.contains(event.target)) showCard(ids[0]);
  });
  document.addEventListener("focusin", (event) => {
    const ids = idsAt(event.target);
    pinned = ids;
    light(ids);
    if (ids.length && !side.contains(event.target)) showCard(ids[0]);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("a, .sheet")) return;
    pinned = idsAt(event.target);
    light(pinned);
    showSheet(pinned[0]);
    if (!sheet.hidden && narrow.matches) document.getElementById(pinned[0])?.scrollIntoView({ block: "nearest" });
  });
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.dataset.ids) return;
    target.focus({ preventScroll: true });
    if (target.classList.contains("ref")) bringIntoView(target);
  });

  // Where the cards stand below the text, a touched statement shows its own over the text.
  const sheet = document.createElement("section");
  sheet.className = "sheet";
  sheet.hidden = true;
  sheet.setAttribute("aria-label", "The statement touched");
  document.body.append(sheet);

  const showSheet = (id) => {
    const card = document.getElementById("card-" + id);
    sheet.hidden = !card;
    if (!card) return;
    const speaker = card.closest(".speaker");
    const name = speaker.querySelector("h3").cloneNode(true);
    name.removeAttribute("id");
    const copy = document.createElement("div");
    copy.className = "card lit";
    copy.append(...[...card.childNodes].map((node) => node.cloneNode(true)));
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", letGo);
    sheet.className = ["sheet", ...[...speaker.classList].filter((name) => name.startsWith("hue-"))].join(" ");
    sheet.replaceChildren(name, copy, close);
  };

  const letGo = () => {
    pinned = [];
    sheet.hidden = true;
    document.activeElement?.blur();
    light([]);
  };

  const bringIntoView = (element) => element.scrollIntoView({ block: "center" });

  const step = (by) => {
    if (!references.length) return;
    const at = references.findIndex((reference) => reference.id === (pinned[0] ?? lit[0]));
    const from = at < 0 && by < 0 ? references.length : at;
    const next = references[Math.min(Math.max(from + by, 0), references.length - 1)];
    next.focus({ preventScroll: true });
    bringIntoView(next);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape") letGo();
  });
  for (const keys of document.querySelectorAll(".keys")) keys.hidden = false;
})();
