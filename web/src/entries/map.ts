// The map, and the map on the page of a place.
import "maplibre-gl/dist/maplibre-gl.css";
import "../map/map.css";
import { startMap } from "../map/map";

void startMap();
