// Peek: a small card with the chain behind words, while the pointer or the focus rests on them.
import { rowOf } from "./choosing";

const WAIT_MS = 180;
const MOST = 3;
let waiting: ReturnType<typeof setTimeout> | undefined;
let shownFor: Element | null = null;

function card(): HTMLElement | null {
  return document.getElementById("peek");
}

/** Takes the card away. Returns whether there was one. */
export function hidePeek(): boolean {
  clearTimeout(waiting);
  const place = card();
  shownFor?.removeAttribute("aria-describedby");
  shownFor = null;
  if (!place || place.hidden) return false;
  place.hidden = true;
  return true;
}

function fill(place: HTMLElement, keys: string[]): boolean {
  place.replaceChildren();
  const ordered = [...keys.filter((key) => key.startsWith("a")), ...keys.filter((key) => !key.startsWith("a"))];
  for (const key of ordered.slice(0, MOST)) {
    const row = rowOf(key);
    if (!row) continue;
    const part = document.createElement("div");
    part.className = `part ${[...row.classList].filter((name) => /^s.$/.test(name)).join(" ")}`;
    const lead = document.createElement("p");
    const what = row.querySelector(".who, .fact");
    const does = row.querySelector(".does");
    lead.textContent = [row.querySelector(".go")?.textContent, what?.textContent, does?.textContent].filter(Boolean).join(" ");
    part.append(lead);
    const chain = row.querySelector(".chain")?.cloneNode(true);
    if (chain instanceof HTMLElement) {
      for (const link of chain.querySelectorAll("a")) link.tabIndex = -1;
      part.append(chain);
    }
    place.append(part);
  }
  return place.childElementCount > 0;
}

function show(element: HTMLElement, keys: string[]): void {
  const place = card();
  const around = place?.offsetParent ?? document.body;
  if (!place || !fill(place, keys)) return;
  place.hidden = false;
  shownFor = element;
  if (element.matches("a")) element.setAttribute("aria-describedby", "peek");
  const boxes = element.getClientRects();
  const box = boxes[boxes.length - 1] ?? element.getBoundingClientRect();
  const outer = around.getBoundingClientRect();
  const left = Math.min(Math.max(box.left, 8), Math.max(8, innerWidth - place.offsetWidth - 8));
  const below = box.bottom + 8 + place.offsetHeight < innerHeight;
  place.style.left = `${left - outer.left}px`;
  place.style.top = `${(below ? box.bottom + 8 : box.top - place.offsetHeight - 8) - outer.top}px`;
}

function keysAt(element: HTMLElement): string[] {
  return element.dataset.of !== undefined ? [element.dataset.of] : (element.dataset.r?.split(" ") ?? []);
}

/** Begins to listen. */
export function startPeek(): void {
  document.addEventListener("pointerover", (event) => {
    if (!(event.target instanceof Element) || event.pointerType === "touch") return;
    if (event.target.closest("#peek")) return clearTimeout(waiting);
    const element = event.target.closest<HTMLElement>("#text [data-r], #text .n");
    clearTimeout(waiting);
    if (element === shownFor && element) return;
    waiting = setTimeout(() => {
      hidePeek();
      if (element && !getSelection()?.toString()) show(element, keysAt(element));
    }, WAIT_MS);
  });
  document.addEventListener("focusin", (event) => {
    if (!(event.target instanceof HTMLElement)) return;
    if (event.target.closest("#peek")) return;
    hidePeek();
    if (event.target.matches("#text .n, #text [data-r]") && event.target.matches(":focus-visible")) {
      show(event.target, keysAt(event.target));
    }
  });
}
