import type { Message } from "../book/json";
import type { Sheet } from "../book/sheet";
import { type BatchContext, gridOf, type Handler } from "./batch-context";
import { withColorPairs } from "./colors";
import { notImplemented, RequestFault } from "./errors";
import { applyMask, updateMask } from "./field-mask";
import { freshId } from "./ids";

/** Size in pixels of a chart nobody sized. */
const USUAL = { widthPixels: 600, heightPixels: 371 };

function findChart({ book }: BatchContext, id: number | undefined): { sheet: Sheet; at: number } {
  for (const sheet of book.sheets) {
    const at = sheet.charts.findIndex(({ chartId }) => chartId === id);
    if (at >= 0) return { sheet, at };
  }
  throw new RequestFault(`No chart with id: ${id ?? 0}`);
}

function checkSpec(spec: Message | undefined): Message {
  const kinds = Object.keys(spec ?? {}).filter((key) => key.endsWith("Chart"));
  if (spec === undefined || kinds.length === 0) throw new RequestFault("No chart specified.");
  return withColorPairs("ChartSpec", spec);
}

export const CHART_REQUESTS: Record<string, Handler> = {
  addChart: (context, { chart = {} }) => {
    const { book, nextId } = context;
    const overlay: Message | undefined = chart.position?.overlayPosition;
    if (overlay === undefined) throw notImplemented("charts on a sheet of their own");
    const sheet = gridOf(book, overlay.anchorCell?.sheetId);
    const all = book.sheets.flatMap((each) => each.charts);
    const added = withColorPairs("EmbeddedChart", {
      ...chart,
      chartId:
        chart.chartId ??
        freshId(
          (id) => all.some(({ chartId }) => chartId === id),
          () => nextId("chart"),
        ),
      spec: checkSpec(chart.spec),
      position: { overlayPosition: { ...USUAL, ...overlay, anchorCell: overlay.anchorCell ?? { sheetId: sheet.id } } },
    });
    if (all.some(({ chartId }) => chartId === added.chartId)) {
      throw new RequestFault(`A chart with the id ${added.chartId} already exists.`);
    }
    sheet.charts.push(added);
    return { chart: added };
  },

  updateChartSpec: (context, { chartId, spec }) => {
    const { sheet, at } = findChart(context, chartId);
    sheet.charts[at] = { ...sheet.charts[at], spec: checkSpec(spec) };
    return undefined;
  },

  updateEmbeddedObjectPosition: (context, { objectId, newPosition = {}, fields }) => {
    const { sheet, at } = findChart(context, objectId);
    if (newPosition.newSheet || newPosition.sheetId !== undefined)
      throw notImplemented("charts on a sheet of their own");
    const position = structuredClone(sheet.charts[at].position);
    // The mask starts below overlayPosition, as the API says.
    const mask = updateMask(fields);
    applyMask(
      "OverlayPosition",
      position.overlayPosition,
      newPosition.overlayPosition ?? {},
      mask.get("overlayPosition") ?? mask,
    );
    const moved = { ...sheet.charts[at], position };
    const home = gridOf(context.book, position.overlayPosition.anchorCell?.sheetId);
    sheet.charts.splice(at, 1);
    if (home === sheet) sheet.charts.splice(at, 0, moved);
    else home.charts.push(moved);
    return { position };
  },

  deleteEmbeddedObject: (context, { objectId }) => {
    const { sheet, at } = findChart(context, objectId);
    sheet.charts.splice(at, 1);
    return undefined;
  },
};
