// Map: MapLibre with the desk's own basemap; marks for what is said of places; days, layers and claimants
// chosen beside it. Nothing is loaded from anywhere but the desk; the worker is one of its files.
import { Map as MapView, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { GeoJSONSource, LngLatBoundsLike } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { colour, loadBasemap, styleOf, type Basemap } from "./basemap";
import { startDays } from "./days";
import { draw, lookOf, pixelRatio, type Colours, type Look } from "./marks";
import { show } from "./panel";
import { grouped, isSaid, type Chosen, type Group, type Statements } from "./statements";
import { filterTable, startTable } from "./table";

const SLOTS = 9;
const NEAREST = 7.5;
const LEAST_ZOOM = 6.5; // of a place that a row leads to
const FIRST_BOUNDS: LngLatBoundsLike = [22, 44, 41, 53];
const MOST_POINTS = 0.75; // of the statements are in view at first
const WAIT_MS = 150;
const PAD_DEGREES = 0.35; // of the view, on each side: names of towns to come when it is moved

class Island {
  readonly #box: HTMLElement;
  readonly #statements: Statements;
  readonly #base: Basemap;
  readonly #map: MapView;
  readonly #looks = new Map<string, Look>();
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  #chosen: Chosen;
  #groups: Group[] = [];
  #key = "";
  #townsFor = "";

  constructor(box: HTMLElement, statements: Statements, base: Basemap) {
    this.#box = box;
    this.#statements = statements;
    this.#base = base;
    this.#chosen = { layers: checked("layer"), slots: new Set([...checked("claimant")].map(Number)), day: null, span: null };
    if (document.querySelector("[data-days]") === null) {
      this.#chosen = { ...this.#chosen, layers: new Set(["control", "events"]), slots: new Set(Array(SLOTS).keys()) };
    }
    box.replaceChildren();
    this.#map = new MapView({
      container: box,
      style: styleOf(base),
      maxZoom: 11,
      minZoom: 1,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      attributionControl: { compact: true, customAttribution: "Natural Earth · GeoNames (CC BY 4.0)" },
      locale: { "Map.Title": box.dataset.label ?? "Map" },
      ...this.#view(),
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.#map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
    this.#map.setMissingStyleImageResolver((id) => this.#addImage(id));
    this.#map.on("load", () => {
      this.#start();
      box.dataset.ready = "";
    });
  }

  #view(): { bounds: LngLatBoundsLike; fitBoundsOptions: object } | { center: [number, number]; zoom: number } {
    const centre = document.querySelector<HTMLElement>("[data-centre]");
    if (centre !== null) {
      const zoom = centre.dataset.exact === "1" ? NEAREST : 5.5;
      return { center: [Number(centre.dataset.lon), Number(centre.dataset.lat)], zoom };
    }
    const told = this.#statements.features.filter((each) => isSaid(each) && each.properties.exact);
    const all = told.length > 0 ? told : this.#statements.features;
    return { bounds: boundsOf(all.flatMap((each) => (each.geometry === null ? [] : [each.geometry.coordinates]))), fitBoundsOptions: { padding: 60, maxZoom: NEAREST } };
  }

  #start(): void {
    this.#map.on("moveend", () => void this.#nameTowns());
    this.#map.on("click", (event) => {
      const hit = this.#map.queryRenderedFeatures(event.point, { layers: ["marks", "named"] })[0];
      this.#choose(hit === undefined ? "" : String(hit.properties.key));
    });
    for (const layer of ["marks", "named"]) {
      this.#map.on("mouseenter", layer, () => (this.#map.getCanvas().style.cursor = "pointer"));
      this.#map.on("mouseleave", layer, () => (this.#map.getCanvas().style.cursor = ""));
    }
    for (const input of document.querySelectorAll<HTMLInputElement>('input[name="layer"], input[name="claimant"]')) {
      input.addEventListener("change", () => {
        this.#chosen = { ...this.#chosen, layers: checked("layer"), slots: new Set([...checked("claimant")].map(Number)) };
        this.#update();
      });
    }
    startTable((id) => this.#showStatement(id));
    document.addEventListener("desk:theme", () => this.#redraw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#redraw());
    const days = document.querySelector<HTMLElement>("[data-days]");
    if (days !== null) {
      startDays(days, this.#statements.features, (chosen) => {
        this.#chosen = { ...this.#chosen, ...chosen };
        this.#update();
      });
    }
    const centre = document.querySelector<HTMLElement>("[data-centre]");
    if (centre !== null) this.#key = centre.dataset.keyOf ?? "";
    this.#update();
    void this.#nameTowns();
  }

  #update(): void {
    this.#groups = grouped(this.#statements.features, this.#chosen);
    if (document.querySelector("[data-days]") !== null) {
      const number = filterTable(this.#statements.features, this.#chosen);
      const count = document.querySelector("[data-count]");
      if (count !== null) count.textContent = `${number} statement${number === 1 ? "" : "s"} shown`;
    }
    this.#put();
    const panel = document.querySelector<HTMLElement>("[data-chosen]");
    if (panel !== null && !panel.hidden) this.#choose(this.#key);
  }

  #put(): void {
    const features = this.#groups.flatMap((group) => {
      const geometry = { type: "Point" as const, coordinates: group.at };
      const common = { key: group.key, exact: group.exact };
      const parts: object[] = [];
      if (group.named !== null) {
        const properties = { ...common, shape: "named", reports: group.named.properties.reports };
        parts.push({ type: "Feature", geometry, properties });
      }
      if (group.said.length > 0) {
        const look = lookOf(group);
        this.#looks.set(look.name, look);
        const weight = look.tokens.length * 100 + look.events + (group.exact ? 1000 : 0);
        parts.push({ type: "Feature", geometry, properties: { ...common, shape: "mark", image: look.name, weight } });
      }
      return parts;
    });
    this.#source("said").setData({ type: "FeatureCollection", features } as never);
    const areas = this.#groups.filter((group) => group.division !== null && group.said.length > 0);
    const ids = ["in", ["id"], ["literal", [...new Set(areas.map((group) => group.division))]]] as never;
    this.#map.setFilter("said-area", ids);
    this.#map.setFilter("said-outline", ids);
    this.#map.setFilter("chosen", ["==", ["get", "key"], this.#key]);
  }

  #source(name: string): GeoJSONSource {
    return this.#map.getSource(name) as GeoJSONSource;
  }

  #addImage(id: string): void {
    if (this.#map.hasImage(id)) return;
    const look = this.#looks.get(id);
    if (look !== undefined) this.#map.addImage(id, draw(look, colours()), { pixelRatio });
    else if (id === "town") this.#map.addImage(id, dot(), { pixelRatio });
  }

  /** Chooses a place: rings it, and shows what is said of it. */
  #choose(key: string): void {
    const panel = document.querySelector<HTMLElement>("[data-chosen]");
    const group = this.#groups.find((each) => each.key === key);
    if (panel === null) {
      if (group !== undefined) location.assign(group.link);
      return;
    }
    this.#key = group === undefined ? "" : key;
    if (group === undefined) panel.hidden = true;
    else show(panel, group, () => this.#choose(""));
    this.#map.setFilter("chosen", ["==", ["get", "key"], this.#key]);
  }

  #showStatement(id: string): void {
    const feature = this.#statements.features.find((each) => each.id === id);
    if (feature === undefined || feature.geometry === null) return;
    this.#choose(feature.properties.place_key);
    const panel = document.querySelector<HTMLElement>("[data-chosen]");
    const over = panel !== null && matchMedia("(min-width: 60.01rem)").matches ? panel.offsetWidth : 0;
    this.#map.easeTo({
      center: feature.geometry.coordinates,
      zoom: Math.max(this.#map.getZoom(), LEAST_ZOOM),
      offset: [over / 2, 0], // beside the panel, not under it
      duration: this.#still ? 0 : 500,
    });
    this.#box.scrollIntoView({ block: "center" });
    panel?.focus({ preventScroll: true });
  }

  /** Asks the desk for the names of towns in view, and somewhat around it. */
  async #nameTowns(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    const bounds = this.#map.getBounds();
    const zoom = Math.floor(this.#map.getZoom() * 2) / 2;
    const wide = bounds.getEast() - bounds.getWest();
    const high = bounds.getNorth() - bounds.getSouth();
    const grid = 2 ** Math.floor(Math.log2(Math.max(wide, 0.01) * PAD_DEGREES));
    const down = (value: number, pad: number): number => Math.floor((value - pad) / grid) * grid;
    const up = (value: number, pad: number): number => Math.ceil((value + pad) / grid) * grid;
    const asked = new URLSearchParams({
      west: String(down(bounds.getWest(), 0)),
      south: String(Math.max(-90, down(bounds.getSouth(), high * 0.1))),
      east: String(up(bounds.getEast(), 0)),
      north: String(Math.min(90, up(bounds.getNorth(), high * 0.1))),
      zoom: String(zoom),
    }).toString();
    if (asked === this.#townsFor) return;
    this.#townsFor = asked;
    const answer = await fetch(`${this.#box.dataset.towns ?? ""}?${asked}`).catch(() => null);
    if (answer?.ok === true && asked === this.#townsFor) this.#source("towns").setData((await answer.json()) as never);
  }

  /** Draws all anew in the colours of the page. */
  #redraw(): void {
    this.#townsFor = "";
    this.#map.setStyle(styleOf(this.#base), { diff: false });
    this.#map.once("styledata", () => {
      this.#put();
      void this.#nameTowns();
    });
  }
}

function checked(name: string): Set<string> {
  const boxes = document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]:checked`);
  return new Set([...boxes].map((each) => each.value));
}

/** Returns what holds most of the points: one far capital would shrink all the others to a heap. */
function boundsOf(points: [number, number][]): LngLatBoundsLike {
  const median = (values: number[]): number => [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;
  const lon = median(points.map((each) => each[0]));
  const lat = median(points.map((each) => each[1]));
  const away = (each: [number, number]): number => Math.hypot((each[0] - lon) * Math.cos((lat * Math.PI) / 180), each[1] - lat);
  const near = [...points].sort((one, other) => away(one) - away(other)).slice(0, Math.ceil(points.length * MOST_POINTS));
  if (near.length === 0) return FIRST_BOUNDS;
  const lons = near.map((each) => each[0]);
  const lats = near.map((each) => each[1]);
  return [Math.min(...lons) - 0.3, Math.min(...lats) - 0.3, Math.max(...lons) + 0.3, Math.max(...lats) + 0.3];
}

function colours(): Colours {
  const slots = [...Array(SLOTS).keys()];
  return {
    fill: slots.map((slot) => colour(`--claim${slot}`)),
    text: slots.map((slot) => colour(`--claim${slot}-ink`)),
    ink: colour("--ink"),
    paper: colour("--card"),
  };
}

function dot(): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 6 * pixelRatio;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas");
  pen.arc(canvas.width / 2, canvas.width / 2, 2 * pixelRatio, 0, 7);
  pen.fillStyle = colour("--map-town");
  pen.fill();
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** Starts the map of the page; where it cannot be drawn, says so: the table is there. */
export async function startMap(): Promise<void> {
  const box = document.querySelector<HTMLElement>("[data-map]");
  if (box === null) return;
  const waits = box.querySelector<HTMLElement>("[data-map-waits]");
  if (waits !== null) waits.textContent = "Drawing the map…";
  try {
    setWorkerUrl(new URL(workerUrl, location.href).href);
    const [answer, base] = await Promise.all([
      fetch(box.dataset.statements ?? ""),
      loadBasemap(box.dataset.basemap ?? ""),
    ]);
    const statements = answer.ok ? ((await answer.json()) as Statements) : { features: [] };
    new Island(box, statements, base);
  } catch (error) {
    box.textContent = `The map cannot be drawn here (${error instanceof Error ? error.message : "no WebGL"}). The table says the same.`;
    box.dataset.failed = "";
  }
}

