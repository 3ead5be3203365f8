// The form beside the text: shown near the words it is about, closed by Escape, and after it is written the
// focus goes back to the record.
import { choose, current, focusRow, reading, rowOf, showLayer, wordsOf } from "./choosing";
import { hideBar, lightForm, markedBox } from "./marking";
import { refresh } from "./refreshing";
import { light } from "./words";

let inList = false;

function place(): HTMLElement | null {
  return document.getElementById("judging");
}

/** Closes the form. Returns whether one was open. */
export function closeForm(): boolean {
  const form = place();
  if (!form || form.hidden) return false;
  form.hidden = true;
  form.replaceChildren();
  light("form", []);
  focusRow(current());
  return true;
}

function openForm(form: HTMLElement): void {
  const words = wordsOf(current());
  const box = markedBox() ?? words[words.length - 1]?.getBoundingClientRect();
  form.hidden = false;
  hideBar();
  lightForm();
  if (matchMedia("(min-width: 60rem)").matches) placeBeside(form, box);
  else form.removeAttribute("style");
  const wrong = form.querySelector("[role=alert]");
  const first = form.querySelector<HTMLElement>(wrong ? "#form-title" : ".field input:not([type=hidden]), .field textarea, .field select");
  first?.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}

/** Puts the form beside the words, over the list, so that words can be marked while it is open. */
function placeBeside(form: HTMLElement, box: DOMRect | undefined): void {
  const outer = (form.offsetParent ?? document.body).getBoundingClientRect();
  const side = list()?.getBoundingClientRect();
  const wanted = (box?.top ?? 120) - 48;
  const top = Math.max(66, Math.min(wanted, innerHeight - form.offsetHeight - 12));
  if (side) {
    form.style.left = `${side.left - outer.left - 24}px`;
    form.style.width = `${side.width + 24}px`;
  }
  form.style.top = `${top - outer.top}px`;
}

function list(): HTMLElement | null {
  return reading()?.querySelector<HTMLElement>(".list") ?? null;
}

/** Notes where the person is, and returns the place of the chosen record in its list. */
function remember(): number {
  const rows = [...(reading()?.querySelectorAll<HTMLElement>("[data-panel]:not([hidden]) [data-item]") ?? [])];
  inList = list()?.contains(document.activeElement) === true || place()?.contains(document.activeElement) === true;
  return rows.findIndex((row) => row.dataset.item === current());
}

/** Chooses what was judged, or what stands in its place, and puts the focus there. */
function restore(index: number): void {
  const article = reading();
  if (!article) return;
  const row = rowOf(article.dataset.chosen ?? "");
  showLayer(row?.dataset.layer ?? article.dataset.show ?? "attributions");
  const rows = article.querySelectorAll<HTMLElement>("[data-panel]:not([hidden]) [data-item]");
  const next = row ?? rows[Math.min(Math.max(index, 0), rows.length - 1)];
  if (!next) return;
  choose(next.dataset.item ?? "", "row");
  if (inList) focusRow(current());
}

/** Lets htmx send the button that was pressed, though it stands outside its form. */
function carryButton(event: SubmitEvent): void {
  const { target: form, submitter: button } = event;
  if (!(form instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement)) return;
  for (const before of form.querySelectorAll("[data-pressed]")) before.remove();
  if (button.name === "" || form.contains(button)) return;
  const field = document.createElement("input");
  field.type = "hidden";
  field.dataset.pressed = "";
  field.name = button.name;
  field.value = button.value;
  form.append(field);
}

/** Begins to listen. */
export function startForms(): void {
  document.addEventListener("submit", carryButton, true);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event as CustomEvent<{ target: Element; shouldSwap: boolean; serverResponse: string }>;
    if (detail.target.id !== "reading" || !detail.shouldSwap) return;
    const rows = remember();
    choose("");
    if (!refresh(detail.serverResponse)) return;
    detail.shouldSwap = false;
    const form = place();
    form?.replaceChildren();
    if (form) form.hidden = true;
    light("form", []);
    hideBar();
    restore(rows);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const target = (event as CustomEvent<{ elt: Element; target?: Element }>).detail.elt;
    if (target.id === "judging") openForm(target as HTMLElement);
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-reload]")) {
      event.preventDefault();
      location.reload();
    } else if (event.target.closest("#judging [data-close]")) {
      const others = event.target.closest("form")?.querySelector(".met");
      event.preventDefault();
      if (others) location.reload();
      else closeForm();
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-form]")) lightForm();
  });
}
