// Table: keeps the rows beside the map as the map is, and leads from a row to the map.
import type { Feature, Named, Said } from "./statements";
import { isSaid, isShown, type Chosen } from "./statements";

/** Starts the buttons that lead to the map. */
export function startTable(show: (id: string) => void): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-show]")) {
    button.hidden = false;
    button.addEventListener("click", () => show(button.dataset.show ?? ""));
  }
}

/** Hides the rows that are not shown; returns how many are. */
export function filterTable(features: Feature<Said | Named>[], chosen: Chosen): number {
  const shown = new Set(
    features.filter((each) => isSaid(each) && isShown(each.properties, chosen)).map((each) => each.id),
  );
  for (const row of document.querySelectorAll<HTMLElement>("tr[data-id]")) {
    row.hidden = !shown.has(row.dataset.id ?? "");
  }
  const none = document.querySelector<HTMLElement>("[data-none]");
  if (none !== null) none.hidden = shown.size > 0;
  return shown.size;
}
