const PATHS = {
  stop: "M5 1h6l4 4v6l-4 4H5l-4-4V5zM4.5 7v2h7V7z",
  check: "M8 1.5 15.5 15H.5zM7.25 6v4.5h1.5V6zm0 5.75v1.5h1.5v-1.5z",
  fill: "M2 2h12v12H2zm1.5 1.5v9h9v-9zM5 7.25h6v1.5H5z",
  good: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm-1 10.1L3.9 8l1.1-1.1 2 2 4-4L12.1 6z",
  repeat: "M2 2h8v2h2v2h2v8H6v-2H4v-2H2zm2 2v4h4V4z",
  step: "M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z",
  ahead: "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3zm0 1.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z",
  close: "M3.5 2.4 2.4 3.5 6.9 8l-4.5 4.5 1.1 1.1L8 9.1l4.5 4.5 1.1-1.1L9.1 8l4.5-4.5-1.1-1.1L8 6.9z",
} as const;

export type Icon = keyof typeof PATHS;

/** A small picture in the colour of its text. It says nothing that a word beside it does not say. */
export function icon(name: Icon): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon ${name}`);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}
