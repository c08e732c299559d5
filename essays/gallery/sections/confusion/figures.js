import { confusion, confusionSummary, confusionTable, frame } from "scrollwork/figures";

const threshold = ({ confusionScores: { y, scores }, confusionCalls }) => ({
  y,
  predicted: confusionCalls,
  classNames: ["negative", "positive"],
  order: (row) => (confusionCalls[row] ? -scores[row] : scores[row]),
  noun: "points",
});

export const confusionThreshold = {
  title: "Points by what they are and what a threshold calls them",
  needs: ["confusionScores", "confusionCalls"],
  layouts: { narrow: [360, 360], wide: [640, 440] },
  draw: (root, results, state, options) => confusion(frame(root, options), threshold(results)),
  summary: (results) => confusionSummary(threshold(results)),
  table: (results) => confusionTable(threshold(results)),
};

const species = ({ confusionPenguins: { y, classNames }, confusionNamed }, { confusionCounted, confusionCell }) => ({
  y,
  predicted: confusionNamed,
  classNames,
  counted: confusionCounted,
  select: "confusionCell",
  selected: confusionCell,
  noun: "penguins",
});

export const confusionSpecies = {
  title: "Penguins by their species and the species that a tree calls them",
  needs: ["confusionPenguins", "confusionNamed"],
  layouts: { narrow: [360, 480], wide: [640, 560] },
  draw: (root, results, state, options) => confusion(frame(root, options), species(results, state)),
  summary: (results, state) => confusionSummary(species(results, state)),
  table: (results, state) => confusionTable(species(results, state)),
};
