// Basemap: coast, borders, divisions, rivers and disputed lines, from one file of the desk's own; names of
// towns as the gazetteer has them. It never fills a country: whose a place is is nobody's but the reports'.
import type { GeoJSONSourceSpecification, StyleSpecification } from "maplibre-gl";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

type Data = Exclude<GeoJSONSourceSpecification["data"], string>;

export interface Basemap {
  areas: Data;
  lines: Data;
  claims: Data;
  rivers: Data;
}

const FONT = ["Liberation Sans", "DejaVu Sans", "sans-serif"];
const BOLD = ["Liberation Sans Bold", "DejaVu Sans", "sans-serif"];
export const NOTHING: Data = { type: "FeatureCollection", features: [] };

/** Loads the basemap; rejects where it cannot be loaded. */
export async function loadBasemap(address: string): Promise<Basemap> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the basemap: ${answer.status}`);
  const topology = (await answer.json()) as Topology<Record<keyof Basemap, GeometryCollection>>;
  const of = (name: keyof Basemap): Data => feature(topology, topology.objects[name]);
  return { areas: of("areas"), lines: of("lines"), claims: of("claims"), rivers: of("rivers") };
}

/** Returns a colour of the page's style by its name. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || "#888888";
}

/** Returns the style of the map in the colours of the page. */
export function styleOf(base: Basemap): StyleSpecification {
  const line = (kind: string, width: number, colourName: string, dash?: number[], from = 0) => ({
    id: `line-${kind}`,
    type: "line" as const,
    source: "lines",
    minzoom: from,
    filter: ["==", ["get", "k"], kind] as ["==", ["get", string], string],
    layout: { "line-join": "round" as const },
    paint: {
      "line-color": colour(colourName),
      "line-width": ["interpolate", ["linear"], ["zoom"], 3, width * 0.6, 8, width * 1.5] as never,
      ...(dash === undefined ? {} : { "line-dasharray": dash }),
    },
  });
  return {
    version: 8,
    sources: {
      areas: { type: "geojson", data: base.areas, tolerance: 0.2 },
      lines: { type: "geojson", data: base.lines, tolerance: 0.2 },
      claims: { type: "geojson", data: base.claims },
      rivers: { type: "geojson", data: base.rivers, tolerance: 0.3 },
      towns: { type: "geojson", data: NOTHING },
      said: { type: "geojson", data: NOTHING },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colour("--map-water") } },
      {
        id: "land",
        type: "fill",
        source: "areas",
        paint: { "fill-color": colour("--map-land"), "fill-antialias": false },
      },
      {
        id: "rivers",
        type: "line",
        source: "rivers",
        minzoom: 3.5,
        paint: {
          "line-color": colour("--map-river"),
          "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.6, 9, 2.2],
        },
      },
      line("division", 0.7, "--map-division", undefined, 3.5),
      line("coast", 0.9, "--map-coast"),
      line("border", 1.3, "--map-border"),
      line("disputed", 1.4, "--map-border", [3, 2]),
      {
        id: "claims",
        type: "line",
        source: "claims",
        paint: {
          "line-color": colour("--map-border"),
          "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.8, 8, 2],
          "line-dasharray": [1.5, 2.5],
        },
      },
      {
        id: "said-area",
        type: "fill",
        source: "areas",
        filter: ["in", ["id"], ["literal", []]],
        paint: { "fill-color": colour("--ink"), "fill-opacity": 0.07 },
      },
      {
        id: "said-outline",
        type: "line",
        source: "areas",
        filter: ["in", ["id"], ["literal", []]],
        paint: { "line-color": colour("--ink"), "line-width": 2, "line-dasharray": [2, 2], "line-opacity": 0.75 },
      },
      {
        id: "river-names",
        type: "symbol",
        source: "rivers",
        minzoom: 6.5,
        layout: {
          "symbol-placement": "line",
          "text-field": ["get", "n"],
          "text-font": FONT,
          "text-size": 11,
          "text-letter-spacing": 0.08,
          "symbol-spacing": 400,
        },
        paint: {
          "text-color": colour("--map-river-name"),
          "text-halo-color": colour("--map-land"),
          "text-halo-width": 1.2,
        },
      },
      {
        id: "towns",
        type: "symbol",
        source: "towns",
        filter: ["==", ["get", "kind"], "town"],
        layout: {
          "symbol-sort-key": ["get", "rank"],
          "icon-image": "town",
          "text-field": ["get", "name"],
          "text-font": FONT,
          "text-size": ["interpolate", ["linear"], ["ln", ["+", ["get", "people"], 1]], 7, 10.5, 15, 14],
          "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": 0.5,
          "text-justify": "auto",
        },
        paint: {
          "text-color": colour("--map-town"),
          "text-halo-color": colour("--map-land"),
          "text-halo-width": 1.4,
        },
      },
      {
        id: "countries",
        type: "symbol",
        source: "towns",
        filter: ["==", ["get", "kind"], "country"],
        layout: {
          "symbol-sort-key": ["get", "rank"],
          "text-field": ["upcase", ["get", "name"]],
          "text-font": BOLD,
          "text-size": 11.5,
          "text-letter-spacing": 0.14,
          "text-max-width": 7,
        },
        paint: {
          "text-color": colour("--quiet"),
          "text-halo-color": colour("--map-land"),
          "text-halo-width": 1.6,
        },
      },
      {
        id: "named",
        type: "circle",
        source: "said",
        filter: ["==", ["get", "shape"], "named"],
        paint: {
          "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "reports"]], 1, 4, 8, 14],
          "circle-color": colour("--ink"),
          "circle-opacity": ["case", ["get", "exact"], 0.25, 0.04],
          "circle-stroke-color": colour("--ink"),
          "circle-stroke-width": 1.2,
          "circle-stroke-opacity": 0.8,
        },
      },
      {
        id: "marks",
        type: "symbol",
        source: "said",
        filter: ["==", ["get", "shape"], "mark"],
        layout: {
          "icon-image": ["get", "image"],
          "icon-anchor": ["case", ["get", "exact"], "bottom", "center"] as never,
          "icon-allow-overlap": true,
          "icon-ignore-placement": false,
          "symbol-sort-key": ["get", "weight"],
        },
      },
      {
        id: "chosen",
        type: "circle",
        source: "said",
        filter: ["==", ["get", "key"], ""],
        paint: {
          "circle-radius": 7,
          "circle-color": "rgba(0,0,0,0)",
          "circle-stroke-color": colour("--map-chosen"),
          "circle-stroke-width": 3,
        },
      },
    ],
  };
}
