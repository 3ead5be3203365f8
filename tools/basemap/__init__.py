"""Make the offline basemap of the desk's map: `python -m tools.basemap` (see CREDITS.md beside the files)."""
