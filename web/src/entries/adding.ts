// Adding: files dropped anywhere on the inbox go into its form; a run's page grows as inputs are done.

function acceptDrops(place: HTMLDetailsElement): void {
  const files = place.querySelector<HTMLInputElement>('input[type="file"]');
  const form = place.querySelector("form");
  if (files === null || form === null) return;
  const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (!carries(event) || event.dataTransfer === null) return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
    place.open = true;
    form.requestSubmit();
  });
  place.addEventListener("toggle", () => {
    if (place.open) place.querySelector("textarea")?.focus();
  });
}

function follow(run: HTMLElement): void {
  const list = run.querySelector("[data-outcomes]");
  const end = run.querySelector("[data-end]");
  const progress = run.querySelector("progress");
  if (run.dataset.run === undefined || list === null || end === null) return;
  let done = Number(run.dataset.after ?? 0);
  const source = new EventSource(`${run.dataset.run}?after=${done}`);
  // The server escapes what it sends; these are parts of its own pages.
  source.addEventListener("outcome", (event: MessageEvent<string>) => {
    list.insertAdjacentHTML("beforeend", event.data);
    done += 1;
    if (progress !== null) {
      progress.max = Math.max(progress.max, done); // an archive holds more than one
      progress.value = done;
    }
  });
  source.addEventListener("over", (event: MessageEvent<string>) => {
    source.close();
    end.innerHTML = event.data;
    run.dataset.over = "yes";
  });
}

const place = document.querySelector<HTMLDetailsElement>("[data-drop]");
if (place !== null) acceptDrops(place);
for (const run of document.querySelectorAll<HTMLElement>('[data-run][data-over="no"]')) follow(run);
