// Marking words, with the pointer or by the arrow keys, and what may be done with them: a record added at
// them, a field of the open form filled, their address copied.
import { bring, light, rangeOf, selected, spanOf, text, wordsAt } from "./words";

let span: [number, number] | null = null;
let byKeys = false;
let words: [number, number][] = [];
let first = 0;
let last = 0;

function bar(): HTMLElement | null {
  return document.getElementById("marking");
}

function say(line: string): void {
  const place = document.getElementById("spoken");
  if (place) place.textContent = line;
}

/** Puts an element near a box of the page, within the window, below it if there is room. */
export function placeNear(element: HTMLElement, box: DOMRect): void {
  const outer = (element.offsetParent ?? document.body).getBoundingClientRect();
  const left = Math.min(Math.max(box.left, 8), Math.max(8, document.documentElement.clientWidth - element.offsetWidth - 8));
  element.style.left = `${left - outer.left}px`;
  element.style.top = `${box.bottom + 8 - outer.top}px`;
}

/** Returns where the marked words are on the screen. */
export function markedBox(): DOMRect | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const boxes = selection.getRangeAt(0).getClientRects();
  return boxes[boxes.length - 1] ?? null;
}

/** Takes the bar away; the marked words stay marked. */
export function hideBar(): boolean {
  const place = bar();
  if (!place || place.hidden) return false;
  place.hidden = true;
  return true;
}

function showBar(): void {
  const place = bar();
  const box = markedBox();
  const at = document.querySelector<HTMLInputElement>('#marked input[name="at"]');
  if (!place || !span || !box || !at) return;
  at.value = span.join("-");
  const form = document.querySelector("[data-form]");
  const takes = document.getElementById("takes");
  const adds = document.getElementById("adds");
  if (takes && adds) {
    takes.replaceChildren(...(form ? takers(form) : []));
    takes.hidden = takes.childElementCount === 0;
    adds.hidden = !takes.hidden;
  }
  place.hidden = false;
  placeNear(place, box);
}

function taker(field: HTMLTextAreaElement, label: string, more: boolean): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = more ? `+ ${label}` : label;
  button.addEventListener("click", () => {
    take(field, more);
  });
  return button;
}

function takers(form: Element): HTMLButtonElement[] {
  return [...form.querySelectorAll<HTMLTextAreaElement>("[data-words]")].flatMap((field) => {
    const label = (field.labels?.[0]?.textContent ?? "").trim();
    const both = field.dataset.many !== undefined && field.value.trim() !== "";
    return [taker(field, label, false), ...(both ? [taker(field, label, true)] : [])];
  });
}

function take(field: HTMLTextAreaElement, more: boolean): void {
  const at = field.parentElement?.querySelector<HTMLInputElement>('input[type="hidden"]');
  if (!span || !at) return;
  const line = wordsAt(...span).split(/\s+/).join(" ").trim();
  field.value = more ? `${field.value.trimEnd()}\n${line}` : line;
  at.value = more ? `${at.value} ${span.join("-")}` : span.join("-");
  field.closest("details")?.setAttribute("open", "");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  getSelection()?.removeAllRanges();
  hideBar();
  field.focus();
}

/** Shows in the text what the words of the open form are. */
export function lightForm(): void {
  const hidden = document.querySelectorAll<HTMLInputElement>('[data-form] .wordsbox input[type="hidden"]');
  const spans = [...hidden].flatMap((each) => each.value.split(" ").map(spanOf)).filter((each) => each !== null);
  light("form", spans);
}

// By the arrow keys.

function mark(): void {
  const [start] = words[Math.min(first, last)] ?? [0, 0];
  const [, end] = words[Math.max(first, last)] ?? [0, 0];
  span = [start, end];
  const range = rangeOf(start, end);
  if (range) {
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    bring(range);
  }
  say(wordsAt(start, end));
}

function allWords(): [number, number][] {
  const found: [number, number][] = [];
  for (const block of text()?.querySelectorAll<HTMLElement>("[data-at]") ?? []) {
    const at = Number(block.dataset.at);
    const line = [...block.querySelectorAll("span[id^=w]")].map((each) => each.textContent ?? "").join("");
    for (const word of line.matchAll(/[\p{L}\p{N}\p{M}'’\-.,]*[\p{L}\p{N}\p{M}]|[^\s\p{L}\p{N}]/gu)) {
      const before = [...line.slice(0, word.index)].length;
      found.push([at + before, at + before + [...word[0]].length]);
    }
  }
  return found;
}

/** Begins to mark words by the arrow keys, at a place of the text, or at the first word in view. */
export function markByKeys(near?: number): void {
  const place = text();
  if (!place || !bar()) return;
  words = allWords();
  if (words.length === 0) return;
  const begin = near ?? span?.[0] ?? inView();
  first = Math.max(0, words.findIndex(([, end]) => end > begin));
  last = first;
  byKeys = true;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.classList.add("marking");
  mark();
  say("Marking words: arrows move, Shift and arrows mark more, Enter goes on, Escape leaves.");
}

function inView(): number {
  for (const block of text()?.querySelectorAll<HTMLElement>("[data-at]") ?? []) {
    if (block.getBoundingClientRect().bottom > 120) return Number(block.dataset.at);
  }
  return 0;
}

/** Ends marking by keys. Returns whether it was going on. */
export function endKeys(): boolean {
  const was = byKeys;
  byKeys = false;
  text()?.classList.remove("marking");
  return was;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

function byLine(down: boolean): number {
  const sentence = (at: number): boolean => at <= 0 || /[.!?”"]$/.test(wordsAt(...(words[at - 1] ?? [0, 0])));
  let at = last + (down ? 1 : -1);
  while (at > 0 && at < words.length && !sentence(at)) at += down ? 1 : -1;
  return at;
}

function onKey(event: KeyboardEvent): void {
  if (!byKeys || event.target !== text() || event.ctrlKey || event.metaKey || event.altKey) return;
  let next: number | null = null;
  if (event.key in STEPS) next = last + (STEPS[event.key] ?? 0);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") next = byLine(event.key === "ArrowDown");
  if (next !== null) {
    last = Math.min(Math.max(next, 0), words.length - 1);
    if (!event.shiftKey) first = last;
    mark();
  } else if (event.key === "Enter") {
    endKeys();
    showBar();
    const visible = [...(bar()?.querySelectorAll<HTMLElement>("button") ?? [])].find((each) => each.offsetParent);
    visible?.focus();
  } else if (event.key === "Escape") {
    endKeys();
    getSelection()?.removeAllRanges();
  } else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function onBarKey(event: KeyboardEvent): void {
  const place = bar();
  if (!(event.target instanceof HTMLElement) || !place?.contains(event.target)) return;
  if (!(event.key in STEPS)) return;
  const buttons = [...place.querySelectorAll<HTMLElement>("button")].filter((each) => each.offsetParent);
  const at = buttons.indexOf(event.target) + (STEPS[event.key] ?? 0);
  buttons[(at + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}

/** Begins to listen. */
export function startMarking(): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("selectionchange", () => {
    if (byKeys) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (byKeys) return;
      const now = text()?.dataset.marks === undefined ? null : selected();
      if (now) {
        span = now;
        showBar();
      } else if (!bar()?.contains(document.activeElement)) hideBar();
    }, 160);
  });
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("keydown", onBarKey);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("#mark-words")) {
      const on = document.querySelector<HTMLElement>("#text .on");
      markByKeys(on ? Number(on.id.slice(1)) : undefined);
    }
    if (event.target.closest("#copy-link") && span) {
      history.replaceState(null, "", `#${span.join("-")}`);
      void navigator.clipboard?.writeText(location.href).catch(() => undefined);
      light("at", [span]);
      hideBar();
      say("The address of these words is copied, and in the address bar.");
    }
  });
}
