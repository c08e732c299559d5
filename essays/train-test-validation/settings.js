// What the figures and those further down share: the words for a model's settings and for the pens, the axis of a score.
import { formatCount, formatPercent, t } from "scrollwork/figures";

export const kPartNames = [t("training"), t("validation"), t("test")];
export const percentAxis = (domain, title) => ({ domain, title, format: (v) => formatPercent(v), ticks: 5 });
const nQuestions = (n) => (n === 1 ? t("1 question") : t("{count} questions", { count: formatCount(n), n }));

export const featureNames = { both: t("weight and fluffiness"), weight: t("weight"), fluffiness: t("fluffiness") };

/** The model of a recipe in words: "polynomial of degree 2". */
export function describeModel({ features, model, degree, nNeighbors, maxDepth }) {
  if (features === "none") return t("the commoner species, whoever comes");
  return {
    logistic: t("polynomial of degree {degree}", { degree }),
    knn: nNeighbors === 1 ? t("one nearest neighbour") : t("{n} nearest neighbours", { n: nNeighbors }),
    tree:
      maxDepth === 0
        ? t("a tree that asks nothing")
        : t("decision tree, {questions} deep", { questions: nQuestions(maxDepth) }),
  }[model];
}

/** The recipe in words: "polynomial of degree 2, on weight and fluffiness". */
export function describeSettings(settings) {
  const { features } = settings;
  const kind = describeModel(settings);
  return features === "none"
    ? kind
    : t("{kind}, on {features}", { kind, features: featureNames[features] ?? features });
}
