// Statements: what the desk sends of places (desk/pages/map_geojson.py), and which of it is shown.
export type Layer = "control" | "events" | "places";

export interface Told {
  layer: Layer;
  place: string;
  place_key: string;
  place_link: string;
  exact: boolean;
  precision: string | null;
  division: number | null;
}

/** A statement of who holds a place, or of what happened there. */
export interface Said extends Told {
  layer: "control" | "events";
  day: string | null;
  until: string | null;
  day_said: boolean;
  says: string;
  own_voice: boolean;
  claimant: string;
  slot: number;
  letter: string;
  chain: string[];
  kind: string;
  who: string;
  whom: string;
  status: string;
  words: string;
  headline: string | null;
  link: string;
  holder?: string;
  holder_known?: boolean;
  has?: boolean;
}

/** A place that reports name. */
export interface Named extends Told {
  layer: "places";
  days: (string | null)[];
  reports: number;
  named_in: { link: string; headline: string | null; outlet: string | null }[];
}

export interface Feature<P> {
  id: string;
  geometry: { type: "Point"; coordinates: [number, number] } | null;
  properties: P;
}

export interface Statements {
  features: Feature<Said | Named>[];
}

/** What a person chose to see. */
export interface Chosen {
  layers: Set<string>;
  slots: Set<number>;
  day: string | null; // null: all days
  span: number | null; // days up to `day`; null: all
}

/** A place with what is shown of it. */
export interface Group {
  key: string;
  place: string;
  link: string;
  at: [number, number];
  exact: boolean;
  division: number | null;
  said: Feature<Said>[];
  named: Feature<Named> | null;
}

export function isSaid(feature: Feature<Said | Named>): feature is Feature<Said> {
  return feature.properties.layer !== "places";
}

/** Returns the day some days before another, both YYYY-MM-DD. */
export function before(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether a statement is among what was chosen. What has no day is shown with all days alone. */
export function isShown(said: Said, chosen: Chosen): boolean {
  if (!chosen.layers.has(said.layer) || !chosen.slots.has(said.slot)) return false;
  if (chosen.day === null) return true;
  if (said.day === null) return chosen.span === null;
  if (said.day > chosen.day) return false;
  return chosen.span === null || (said.until ?? said.day) > before(chosen.day, chosen.span);
}

/** Puts what is shown together by place: a spot where one is known, else the middle of its area. */
export function grouped(features: Feature<Said | Named>[], chosen: Chosen): Group[] {
  const groups = new Map<string, Group>();
  for (const feature of features) {
    if (feature.geometry === null) continue;
    const { properties } = feature;
    const said = isSaid(feature);
    if (said ? !isShown(feature.properties, chosen) : !chosen.layers.has("places")) continue;
    const exact = properties.exact;
    const group = groups.get(properties.place_key) ?? {
      key: properties.place_key,
      place: properties.place,
      link: properties.place_link,
      at: feature.geometry.coordinates,
      exact,
      division: properties.division,
      said: [],
      named: null,
    };
    if (exact && !group.exact) Object.assign(group, { at: feature.geometry.coordinates, exact, division: null });
    if (said) group.said.push(feature);
    else group.named = feature as Feature<Named>;
    groups.set(group.key, group);
  }
  return [...groups.values()];
}
