// The Reader: words and records lead to each other, words are marked, records judged.
import "../reader/reader.css";
import { choose, focusRow, goToAddress, meant, reading, showLayer } from "../reader/choosing";
import { closeForm, startForms } from "../reader/forms";
import { endKeys, hideBar, startMarking } from "../reader/marking";
import { hidePeek, startPeek } from "../reader/peek";
import { bring, light, spanOf } from "../reader/words";

function begin(): void {
  const place = reading();
  if (!place) return;
  const tabs = place.querySelector<HTMLElement>("[role=tablist]");
  if (tabs) tabs.hidden = false;
  for (const panel of place.querySelectorAll<HTMLElement>("[data-panel]")) {
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `tab-${panel.dataset.panel}`);
  }
  place.classList.add("live");
  showLayer(place.dataset.show ?? "attributions");
}

function toWords(at: string, link: HTMLElement): void {
  const span = spanOf(at);
  if (!span) return;
  hidePeek();
  const range = light("at", [span]);
  bring(range);
  if (range && link.closest("[data-item]") === null) range.startContainer.parentElement?.focus({ preventScroll: true });
}

function onClick(event: MouseEvent): void {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const inside = event.target.closest<HTMLElement>("[data-item]");
  if (inside && inside.getAttribute("aria-current") === null) choose(inside.dataset.item ?? "", "words");
  const tab = event.target.closest<HTMLElement>("[data-tab]");
  if (tab) return showLayer(tab.dataset.tab ?? "");
  const link = event.target.closest<HTMLAnchorElement>("a");
  if (link?.dataset.at !== undefined && new URL(link.href).pathname === location.pathname) {
    event.preventDefault();
    toWords(link.dataset.at, link);
  } else if (link?.dataset.of !== undefined) {
    event.preventDefault();
    choose(link.dataset.of, "row");
    focusRow(link.dataset.of);
  } else if (link?.classList.contains("go")) {
    event.preventDefault();
    const row = link.closest<HTMLElement>("[data-item]");
    choose(row?.dataset.item ?? "", "words");
    const first = document.querySelector<HTMLElement>("#text .on");
    const number = first?.previousElementSibling;
    const goal = number instanceof HTMLElement && number.matches(".n") ? number : first;
    if (event.detail === 0 && goal) {
      if (goal === first) goal.tabIndex = -1; // by key: the focus goes along
      goal.focus({ preventScroll: true });
    }
  } else if (!link && !getSelection()?.toString()) {
    const words = event.target.closest<HTMLElement>("#text [data-r]");
    const key = words ? meant(words) : null;
    if (key !== null) {
      choose(key, "row");
      focusRow(key);
    }
  }
}

function onKey(event: KeyboardEvent): void {
  if (!(event.target instanceof HTMLElement)) return;
  const tab = event.target.closest<HTMLElement>("[role=tab]");
  if (tab && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    const all = [...(tab.parentElement?.querySelectorAll<HTMLElement>("[role=tab]") ?? [])];
    const next = all[(all.indexOf(tab) + (event.key === "ArrowRight" ? 1 : -1) + all.length) % all.length];
    showLayer(next?.dataset.tab ?? "");
    next?.focus();
    event.preventDefault();
  } else if (event.key === "Enter" && event.target.matches("#text [data-r]")) {
    const key = meant(event.target);
    if (key !== null) focusRow(key);
    event.preventDefault();
  } else if (event.key === "Escape") {
    const did = hidePeek() || endKeys() || hideBar() || closeForm();
    if (did) event.preventDefault();
  }
}

let pressed = false; // what grows on focus would slip away from under the pointer

function onFocus(event: FocusEvent): void {
  if (pressed) return;
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-item]") : null;
  if (row && row.getAttribute("aria-current") === null) choose(row.dataset.item ?? "", "words");
}

begin();
startPeek();
startMarking();
startForms();
document.addEventListener("pointerdown", () => (pressed = true), true);
for (const ended of ["pointerup", "pointercancel", "keydown"]) {
  document.addEventListener(ended, () => setTimeout(() => (pressed = false)), true);
}
document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey, true);
document.addEventListener("focusin", onFocus);
addEventListener("hashchange", goToAddress);
goToAddress();
document.documentElement.dataset.ready = "reader";
