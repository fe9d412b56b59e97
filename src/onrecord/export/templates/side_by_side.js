"use strict";
// Lights a statement wherever it stands: in its cells above and in its report below.
// The page can be read without this; it adds hovering, focus, the keys n, p and Escape, and a way back.
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
  let lit = [];
  let pinned = [];

  const same = (a, b) => a.length === b.length && a.every((id, i) => id === b[i]);

  const light = (ids) => {
    if (same(ids, lit)) return;
    for (const id of lit) for (const part of partsOf.get(id) ?? []) part.classList.remove("lit");
    for (const volume of document.querySelectorAll(".volume.at")) volume.classList.remove("at");
    for (const id of ids) {
      for (const part of partsOf.get(id) ?? []) {
        part.classList.add("lit");
        part.closest(".volume")?.classList.add("at");
      }
    }
    columns.classList.toggle("lighting", ids.length > 0);
    lit = ids;
  };

  const idsAt = (target) => {
    const element = target.closest?.("[data-ids]");
    return element ? (element.dataset.lights ?? element.dataset.ids).split(" ") : [];
  };

  // After a jump the page has moved under a mouse that rests: what is there was not pointed at.
  let resting = false;
  let mouse = "";
  document.addEventListener("mousemove", (event) => {
    const place = `${event.screenX} ${event.screenY}`;
    if (place !== mouse) resting = false;
    mouse = place;
  });
  document.addEventListener("mouseover", (event) => {
    if (resting) return;
    const ids = idsAt(event.target);
    light(ids.length ? ids : pinned);
  });
  document.addEventListener("focusin", (event) => {
    pinned = idsAt(event.target);
    light(pinned);
  });

  // A way back to where a cell was left, for those who have no key for it at hand.
  const back = document.createElement("button");
  back.type = "button";
  back.className = "back";
  back.hidden = true;
  back.textContent = "Back to the matter";
  back.addEventListener("click", () => history.back());
  document.body.append(back);

  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    back.hidden = !target?.closest("#reports") || history.length < 2;
    if (!target) return;
    resting = true;
    target.focus({ preventScroll: true });
    pinned = idsAt(target);
    light(pinned);
    if (target.classList.contains("ref")) target.scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", arrive);

  const step = (by) => {
    if (!references.length) return;
    const at = references.findIndex((reference) => reference.id === (pinned[0] ?? lit[0]));
    const from = at < 0 && by < 0 ? references.length : at;
    resting = true;
    const next = references[Math.min(Math.max(from + by, 0), references.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape") {
      pinned = [];
      document.activeElement?.blur();
      light([]);
    }
  });
  for (const keys of document.querySelectorAll(".keys")) keys.hidden = false;
})();
