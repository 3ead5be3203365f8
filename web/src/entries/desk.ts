// What every page loads: style, htmx, keys, theme, notices, dropping files, live progress.
import "../styles/desk.css";
import { startDialogs } from "../parts/dialogs";
import { startForms } from "../parts/forms";
import { startKeys } from "../parts/keys";
import { startTheme } from "../parts/theme";
import htmx from "htmx.org";

startForms(htmx);
startTheme();
startDialogs();
startKeys();
