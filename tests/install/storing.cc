// Model files from the installed library: what one program learned, another one uses.
#include <scrollwork/datasets/shelter.h>
#include <scrollwork/persistence/model_json.h>
#include <scrollwork/tree/decision_tree_classifier.h>

int main() {
  using namespace scrollwork;
  const Sample shelter = makeShelter({.nSamples = 60, .seed = 7});
  DecisionTreeClassifier tree;
  tree.fit(shelter.X, shelter.y);
  const std::unique_ptr<Classifier> read = classifierFromJson(toJson(tree));
  return read->predict(shelter.X) == tree.predict(shelter.X) ? 0 : 1;
}
