// Builds every file of src/entries/ into ../src/reportedly/desk/static/built/NAME.js, with the style it
// imports as NAME.css. What two entries share lands in chunks/, named by its content. The same source
// gives the same bytes: tests/desk/test_built.py builds again and compares.
import { readdirSync } from "node:fs";
import { basename, resolve } from "node:path";
import { defineConfig } from "vite";

const here = import.meta.dirname;
const entries = resolve(here, "src/entries");

export default defineConfig({
  base: "/static/built/",
  publicDir: false,
  build: {
    outDir: process.env.DESK_BUILT ?? resolve(here, "../src/reportedly/desk/static/built"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    sourcemap: false,
    cssCodeSplit: true,
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    rollupOptions: {
      input: Object.fromEntries(
        readdirSync(entries)
          .filter((name) => name.endsWith(".ts"))
          .sort()
          .map((name) => [basename(name, ".ts"), resolve(entries, name)]),
      ),
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name]-[hash].js",
        assetFileNames: (asset) =>
          asset.names.some((name) => name.endsWith(".css")) ? "[name][extname]" : "chunks/[name]-[hash][extname]",
      },
    },
  },
});
