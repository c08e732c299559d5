// What an essay's figures.js may import: `import { frame, scatter, … } from "scrollwork/figures"`.
export { frame, panel } from "./frame.js";
export { surface, boundary } from "./surface.js";
export { scatter, points, flock } from "./scatter.js";
export { editedPoints } from "./edited_points.js";
export { readTable, chooseColumns } from "./own_table.js";
export { pointTools } from "./point_tools.js";
export { residuals, neighborLinks } from "./links.js";
export { network, networkTable } from "./network.js";
export { lines } from "./lines.js";
export { marker } from "./marker.js";
export { curvePoint } from "./curve_point.js";
export { distributions } from "./distributions.js";
export { histogram } from "./histogram.js";
export { bars } from "./bars.js";
export { barsTable } from "./bars_table.js";
export { confusion, confusionSummary, confusionTable } from "./confusion.js";
export { tree, treeSummary, treeTable } from "./tree.js";
export { cuts, cutsOf } from "./cuts.js";
export { treeSketch } from "./tree_sketch.js";
export { gains, gainsSummary, gainsTable } from "./gains.js";
export { heatmap, heatmapSummary, heatmapTable } from "./heatmap.js";
export { multiples } from "./multiples.js";
export { pile } from "./pile.js";
export { labels, boxes } from "./annotation.js";
export { formatPercent, formatNumber, formatMeasured, formatCount, formatValue } from "./format.js";
// Scales other than the linear one are named by the figure that wants them, so that the others do not carry them.
export { scaleLinear, scaleLog, scalePoint } from "./scale.js";
export { t } from "../words/words.js";
