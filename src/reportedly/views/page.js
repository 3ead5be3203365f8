// Jumps both ways between a passage and its card, a fact and its row. Without this script the numbers are
// plain links, and so are the facts.
"use strict";
(() => {
  const lit = (key) => document.querySelectorAll(`[data-a="${key}"]`);
  const light = (key) => {
    document.querySelectorAll(".on").forEach((element) => element.classList.remove("on"));
    if (key) lit(key).forEach((element) => element.classList.add("on"));
  };
  const jump = (key, from) => {
    light(key);
    const inText = from.closest(".text") !== null;
    for (const element of lit(key)) {
      if ((element.closest(".text") !== null) !== inText) {
        element.scrollIntoView({ block: "nearest" });
        if (inText) element.focus({ preventScroll: true });
        return;
      }
    }
  };
  document.addEventListener("click", (event) => {
    if (window.getSelection().toString()) return;
    const target = event.target.closest("[data-a]");
    if (!target) return light(null);
    const link = event.target.closest("a");
    if (link && !link.dataset.a) return;
    event.preventDefault();
    jump(target.dataset.a, target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return light(null);
    const card = event.target.closest(".card");
    if (!card) return;
    const cards = [...card.closest("ol").querySelectorAll(":scope > .card")];
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (step) {
      const next = cards[cards.indexOf(card) + step];
      if (next) { event.preventDefault(); next.focus(); jump(next.dataset.a, next); }
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      jump(card.dataset.a, card);
    }
  });
  document.addEventListener("focusin", (event) => {
    const target = event.target.closest("[data-a]");
    if (target) light(target.dataset.a);
  });
})();
