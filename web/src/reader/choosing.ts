// Choosing a record: its words in the text and its row in the list are shown together, from either side.
import { bring, light, segments, spanOf } from "./words";

const LAYERS: Record<string, string> = {
  a: "attributions",
  p: "places",
  t: "times",
  f: "figures",
  c: "controls",
  e: "events",
};
let chosen = "";

/** Returns the page's reading. */
export function reading(): HTMLElement | null {
  return document.getElementById("reading");
}

/** Returns the key of the record that is chosen; "" where none is. */
export function current(): string {
  return chosen;
}

/** Returns the row of a record in the list. */
export function rowOf(key: string): HTMLElement | null {
  return key === "" ? null : (reading()?.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"]`) ?? null);
}

/** Returns the words of a record in the text. */
export function wordsOf(key: string): HTMLElement[] {
  return segments().filter((each) => each.dataset.r?.split(" ").includes(key));
}

/** Shows the list of one layer, and its marks in the text. */
export function showLayer(layer: string): void {
  const place = reading();
  if (!place) return;
  place.dataset.show = layer;
  for (const tab of place.querySelectorAll<HTMLElement>("[data-tab]")) {
    const on = tab.dataset.tab === layer;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
  }
  for (const panel of place.querySelectorAll<HTMLElement>("[data-panel]")) panel.hidden = panel.dataset.panel !== layer;
}

/** Gives the row that is chosen its buttons and keys, or takes them away. */
function actsFor(row: HTMLElement | null, on: boolean): void {
  row?.querySelector(":scope > .acts")?.remove();
  const go = row?.querySelector<HTMLElement>(".go");
  if (go) {
    if (on) go.dataset.key = "w";
    else delete go.dataset.key;
  }
  const template = document.getElementById("acts");
  if (!row || !on || !(template instanceof HTMLTemplateElement)) return;
  const { item = "", undo = "", state = "" } = row.dataset;
  const acts = template.content.cloneNode(true) as DocumentFragment;
  for (const button of acts.querySelectorAll<HTMLButtonElement>("button")) {
    const act = button.dataset.act ?? "";
    const idle = act === "u" ? undo === "" : state === "rejected" || (act === "a" && state === "accepted");
    if (idle) button.remove();
    button.value = act === "u" ? undo : item;
    button.dataset.key = act;
  }
  row.append(acts);
}

/** Chooses a record; `bringing` is what is brought into view: its row, its words, or neither. */
export function choose(key: string, bringing: "row" | "words" | "both" | "" = ""): void {
  const before = rowOf(chosen);
  actsFor(before, false);
  before?.removeAttribute("aria-current");
  for (const each of segments()) each.classList.remove("on");
  light("at", []);
  chosen = key;
  const row = rowOf(key);
  if (!row) return;
  if (row.dataset.layer && reading()?.dataset.show !== row.dataset.layer) showLayer(row.dataset.layer);
  actsFor(row, true);
  row.setAttribute("aria-current", "true");
  const words = wordsOf(key);
  for (const each of words) each.classList.add("on");
  if (location.hash !== `#${key}`) history.replaceState(null, "", `#${key}`);
  if (bringing === "row" || bringing === "both") bringRow(row);
  if (bringing === "words" || bringing === "both") bring(words[0]);
}

/** Brings a row into view: where the list scrolls by itself, without moving the text. */
function bringRow(row: HTMLElement): void {
  const list = row.closest<HTMLElement>(".list");
  if (!list || list.scrollHeight <= list.clientHeight + 1) {
    if (list && getComputedStyle(list).position === "sticky") return;
    return row.scrollIntoView({ block: "nearest" });
  }
  const box = row.getBoundingClientRect();
  const outer = list.getBoundingClientRect();
  const top = outer.top + (list.querySelector<HTMLElement>(".tabs")?.offsetHeight ?? 0);
  if (box.top < top) list.scrollTop -= top - box.top;
  else if (box.bottom > outer.bottom) list.scrollTop += Math.min(box.bottom - outer.bottom, box.top - top);
}

/** Puts the focus on a record's row. */
export function focusRow(key: string): void {
  rowOf(key)?.querySelector<HTMLElement>(".go, a, button")?.focus({ preventScroll: true });
}

/** Returns the record that a click on words means: of the layer that is shown, else the narrowest; then the next. */
export function meant(segment: HTMLElement): string | null {
  const keys = segment.dataset.r?.split(" ") ?? [];
  const here = keys.filter((key) => LAYERS[key[0] ?? ""] === reading()?.dataset.show);
  const ordered = [...here, ...keys.filter((key) => !here.includes(key))];
  const at = ordered.indexOf(chosen);
  return ordered[at < 0 ? 0 : (at + 1) % ordered.length] ?? null;
}

/** Shows what the address names: a record, or words (#120-130). */
export function goToAddress(): void {
  let name = location.hash.slice(1);
  try {
    name = decodeURIComponent(name);
  } catch {
    return; // no address of ours
  }
  const span = spanOf(name);
  if (span) bring(light("at", [span]));
  else if (rowOf(name)) {
    choose(name, "both");
    focusRow(name); // j and k go on from there
  }
  else if (/^w\d+$/.test(name)) bring(document.getElementById(name));
}
